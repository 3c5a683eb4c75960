// The fields that a kind of Kubernetes itself may have, read from the declarations of kubernetes-models, whose schemas bear
// unknown fields silently. One declaration a file: an interface, a field a line, types by the files they are imported from.
import { readFileSync } from 'node:fs';

const MODULES = new URL('node_modules/', import.meta.url);
const read = new Map();

/** The fields of a value that its declaration does not know, each with its place; file is relative to node_modules. */
export const unknownFields = (value, file) => unknown(value, new URL(file, MODULES), '');

function unknown(value, file, path) {
  if (typeof value !== 'object' || value === null) return [];
  const fields = declaration(file);
  if (fields === undefined) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = fields.get(key);
    if (field === undefined) return [`${path}/${key}: is no known field`];
    if (field.file === undefined || inner === null) return [];
    const many = field.list ? Array.isArray(inner) : field.map && typeof inner === 'object';
    return many
      ? Object.entries(inner).flatMap(([at, item]) => unknown(item, field.file, `${path}/${key}/${at}`))
      : unknown(inner, field.file, `${path}/${key}`);
  });
}

/** A file's fields by name; undefined where it declares another type than an interface: a quantity, a time. */
function declaration(file) {
  if (!read.has(file.href)) read.set(file.href, parse(readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\//g, ''), file));
  return read.get(file.href);
}

function parse(text, file) {
  const body = /^export interface \w+ (?:extends \w+ )?\{\n([^]*?)^\}/m.exec(text)?.[1];
  if (body === undefined) return undefined;
  const imported = new Map([...text.matchAll(/^import \{ (\w+) \} from "(.+)";$/gm)].map(([, name, from]) =>
    [name, from.startsWith('.') ? new URL(from.replace(/\.js$/, '.d.ts'), file) : new URL(`${from}.d.ts`, MODULES)]));
  return new Map([...body.matchAll(/^ {4}"([^"]+)"\??: (\{[^}]*\}|[^;]+);/gm)].map(([, name, type]) =>
    [name, { list: type.startsWith('Array<'), map: type.startsWith('{'), file: imported.get(/\bI[A-Z]\w+/.exec(type)?.[0]) }]));
}
