#!/usr/bin/env node
// Takes docker's place in a walk: builds nothing, but refuses a build that deploy/Dockerfile would not make or would make wrong,
// and writes each image that would be built as a line of JSON to the file RECORDED.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The stages of a Dockerfile with the arguments that each knows: those before the first stage belong to every FROM. */
export function stages(text) {
  const found = new Map([['', new Map()]]);
  let stage = '';
  for (const line of text.split('\n')) {
    const from = /^FROM\s+\S+(?:\s+AS\s+(\S+))?/i.exec(line);
    if (from) found.set(stage = from[1] ?? String(found.size), new Map());
    const arg = /^ARG\s+(\w+)(=?)/i.exec(line);
    if (arg) found.get(stage).set(arg[1], arg[2] === '=');
  }
  return found;
}

/** What a build would be: the image, or the faults of the call. read and exists look into the folder that it is called in. */
export function build(args, read, exists) {
  if (args[0] !== 'build') return { faults: [`docker ${args[0]} is not known here`] };
  let asked;
  try {
    asked = parseArgs({ args: args.slice(1), allowPositionals: true, options: {
      file: { type: 'string', short: 'f', default: 'Dockerfile' }, target: { type: 'string' },
      tag: { type: 'string', short: 't' }, 'build-arg': { type: 'string', multiple: true, default: [] },
    } });
  } catch (error) {
    return { faults: [error.message] };
  }
  const { values: { file, target, tag, 'build-arg': pairs }, positionals } = asked;
  if (positionals.length !== 1) return { faults: [`docker build wants one folder, not ${positionals.length}`] };
  const context = positionals[0];
  if (!exists(file)) return { faults: [`there is no ${file}`] };
  const all = stages(read(file));
  const stage = target ?? [...all.keys()].at(-1);
  if (!all.has(stage)) return { faults: [`${file} has no stage ${stage}`] };
  const given = Object.fromEntries(pairs.map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)]));
  const known = new Map([...all.get(''), ...all.get(stage)]);
  const service = all.get(stage).has('SERVICE') ? given.SERVICE : undefined;
  return { image: { tag, stage, ...given }, faults: [
    ...Object.keys(given).filter((name) => !known.has(name)).map((name) => `${file} knows no build argument ${name} in ${stage}`),
    ...[...all.get(stage)].filter(([name, optional]) => !optional && !given[name]).map(([name]) => `${stage} wants the build argument ${name}`),
    ...(service === undefined || exists(join(context, service, 'pom.xml')) ? [] : [`${context} holds no service ${service}`]),
    ...(/^[a-z0-9.:-]+(\/[a-z0-9._-]+)+:[\w.-]+$/.test(tag ?? '') ? [] : [`"${tag}" is no name of an image with its version`]),
  ] };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const made = build(process.argv.slice(2), (file) => readFileSync(file, 'utf8'), existsSync);
  made.faults.forEach((fault) => console.error(`docker: ${fault}`));
  appendFileSync(process.env.RECORDED, `${JSON.stringify(made)}\n`);
  process.exit(made.faults.length ? 1 : 0);
}
