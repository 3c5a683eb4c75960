// What a walk finds at its end though kubectl took everything: each a list of sentences.
import { readFileSync } from 'node:fs';
import { DEDICATED, PRODUCTION, STORES } from './reader.mjs';

/** Values of the secrets that are none: what a shell did not expand, a key that no service would take. */
export function badValues(on) {
  const all = [secret(on, 'ordersync'), secret(on, 'ordersync-stores')].flatMap((values) => [...values]);
  const length = Buffer.from(secret(on, 'ordersync').get('SYNC_MASTER_KEY') ?? '', 'base64').length;
  return [
    ...all.filter(([, value]) => value === '' || /[$\n]/.test(value)).map(([key]) => `the secret's ${key} is no value`),
    ...(length === 32 ? [] : [`SYNC_MASTER_KEY has ${length} bytes, not 32`]),
  ];
}

/** Where the reader's files, the images and what the cluster has do not fit together, though kubectl took all. */
export function unlike(on) {
  const stores = on.cluster.list('ConfigMap', 'ordersync').map(({ data }) => data['stores.yaml'] ?? '').join('\n').replace(/^\s*#.*/gm, '');
  const kept = secret(on, 'ordersync-stores');
  const images = builds(on).map(({ image }) => image);
  return [
    ...[...stores.matchAll(/\$\{(\w+)\}/g)].filter(([, name]) => !kept.has(name)).map(([, name]) => `the secret ordersync-stores lacks ${name}`),
    ...on.cluster.list('Deployment', 'ordersync').flatMap(({ spec }) => spec.template.spec.containers).flatMap(({ name, image, ports }) => {
      const built = images.find(({ tag }) => tag === image);
      return built === undefined ? [`nobody built ${image}`]
        : built.SERVICE === name && built.PORT === String(ports[0].containerPort) ? []
          : [`${image} is ${built.SERVICE} on ${built.PORT}, not ${name} on ${ports[0].containerPort}`];
    }),
  ];
}

/** What the reader has set everywhere and the cluster still has as the example says it. */
export function left({ cluster }) {
  const all = cluster.kinds.filter(({ kind }) => kind !== 'Pod').flatMap(({ kind }) => cluster.list(kind));
  return [...PRODUCTION, ...STORES, ...DEDICATED].map(([from]) => from).filter((from) => from !== 'My shop')
    .flatMap((from) => all.filter((object) => JSON.stringify(object).includes(from))
      .map(({ kind, metadata }) => `${kind} ${metadata.name} still has ${from}`));
}

/** What an upgrade and a change of the master key leave as it was. */
export function outOfDate(on, before) {
  const values = secret(on, 'ordersync');
  return [
    ...on.cluster.list('Deployment', 'ordersync').filter(({ spec }) => !spec.template.spec.containers[0].image.endsWith(':0.1.1'))
      .map(({ metadata }) => `Deployment ${metadata.name} was not upgraded`),
    ...(values.get('SYNC_MASTER_KEY') === before ? ['SYNC_MASTER_KEY was not changed'] : []),
    ...(values.has('SYNC_MASTER_KEY_PREVIOUS') ? ['SYNC_MASTER_KEY_PREVIOUS is still there'] : []),
  ];
}

/** The values of a secret by their keys, as a pod reads them. */
export const secret = ({ cluster }, name) => new Map(Object.entries(cluster.find('Secret', 'ordersync', name).data)
  .map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));

/** What docker was asked to build: image and faults of each. */
export const builds = ({ recorded }) => readFileSync(recorded, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
