// Stands in for the API server of a cluster, for checks only: what kubectl asks of one to create, apply, patch, scale and follow
// a rollout, over plain HTTP, without a login. What it cannot do is refused (404), never let pass.
// A port-forward is taken up and leads nowhere: kubectl says that it forwards, and to which port.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Refusal } from './cluster.mjs';
import { decoded } from './protobuf.mjs';

/** Serves a cluster on a port of the loopback; url, stop() and the requests that were made. */
export async function serve(cluster) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    requests.push(`${request.method} ${request.url}`);
    const answer = (code, body) => response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    try {
      const type = request.headers['content-type'] ?? '';
      const sent = Buffer.concat(await request.toArray());
      const body = type.includes('protobuf') ? decoded(sent) : sent.length > 0 && JSON.parse(sent);
      if (url.searchParams.has('watch')) watch(url, response);
      else answer(request.method === 'POST' ? 201 : 200, reply(cluster, request.method, url, body, type));
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      const { status } = error instanceof Refusal ? error : new Refusal(500, 'InternalError', error.message);
      answer(status.code, status);
    }
  });
  server.on('upgrade', forward);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    stop() { server.close(); server.closeAllConnections(); },
  };
}

/** Nothing changes by itself here: who watches hears nothing until the time is over. */
function watch(url, response) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
  const over = setTimeout(() => response.end(), 1000 * Number(url.searchParams.get('timeoutSeconds') ?? 300));
  response.on('close', () => clearTimeout(over));
}

/** https://datatracker.ietf.org/doc/html/rfc6455#section-4.2.2, with kubectl's own protocol inside. */
function forward({ headers }, socket) {
  const accept = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.on('error', () => {}); // kubectl was ended
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n`
    + `Sec-WebSocket-Protocol: ${headers['sec-websocket-protocol']}\r\n\r\n`);
}

function reply(cluster, method, { pathname, searchParams }, body, type) {
  const discovered = discovery(cluster, pathname);
  if (discovered !== undefined) return discovered;
  const { kind, namespace, name, sub } = place(cluster, pathname);
  const strategic = type.startsWith('application/strategic-merge-patch+json');
  if (method === 'POST' && name === undefined) return cluster.create(kind, namespace, body);
  if (method === 'GET' && name === undefined) return list(cluster, kind, namespace, searchParams);
  if (method === 'GET' && sub === undefined) return cluster.get(kind, namespace, name);
  if (method === 'PATCH' && sub === undefined && (strategic || type.startsWith('application/merge-patch+json')))
    return cluster.patch(kind, namespace, name, body, strategic);
  if (sub === 'scale' && kind.kind === 'Deployment')
    return scale(method === 'GET' ? cluster.get(kind, namespace, name) : cluster.patch(kind, namespace, name, { spec: body.spec }, false));
  throw new Refusal(404, 'NotFound', `${method} ${pathname} (${type}) is not served here`);
}

/** What a path names: /api/v1/... or /apis/GROUP/VERSION/..., then namespaces/NS/ where there is one, a plural, a name. */
function place(cluster, pathname) {
  const parts = pathname.split('/').slice(1).map(decodeURIComponent);
  const [apiVersion, rest] = parts[0] === 'api' ? [parts[1], parts.slice(2)] : [parts.slice(1, 3).join('/'), parts.slice(3)];
  const inside = rest[0] === 'namespaces' && rest.length > 2;
  const [plural, name, sub] = inside ? rest.slice(2) : rest;
  const kind = cluster.kinds.find((one) => one.apiVersion === apiVersion && one.plural === plural);
  if (kind === undefined) throw new Refusal(404, 'NotFound', `the server could not find the requested resource: ${pathname}`);
  return { kind, namespace: inside ? rest[1] : undefined, name, sub };
}

function list(cluster, { kind, apiVersion }, namespace, asked) {
  const pairs = (parameter) => (asked.get(parameter) ?? '').split(',').filter(Boolean).map((pair) => pair.split(/==?/));
  const items = cluster.list(kind, namespace).filter(({ metadata }) =>
    pairs('labelSelector').every(([key, value]) => metadata.labels?.[key] === value)
    && pairs('fieldSelector').every(([key, value]) => key === 'metadata.name' && metadata.name === value));
  return { kind: `${kind}List`, apiVersion, metadata: { resourceVersion: cluster.version }, items };
}

const scale = ({ metadata: { name, namespace, uid, resourceVersion }, spec, status }) => ({
  kind: 'Scale', apiVersion: 'autoscaling/v1', metadata: { name, namespace, uid, resourceVersion },
  spec: { replicas: spec.replicas ?? 1 }, status: { replicas: status.replicas },
});

/** What there is, and that requests are validated strictly: kubectl asks before it leaves the validation to the server. */
function discovery(cluster, pathname) {
  const versions = [...new Set(cluster.kinds.map(({ apiVersion }) => apiVersion))];
  const root = (apiVersion) => (apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`);
  const of = (apiVersion) => cluster.kinds.filter((kind) => kind.apiVersion === apiVersion);
  const asked = versions.find((apiVersion) => [`/${root(apiVersion)}`, `/openapi/v3/${root(apiVersion)}`].includes(pathname));
  if (pathname === '/version') return { major: '1', minor: '33', gitVersion: 'v1.33.0' };
  if (pathname === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (pathname === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: versions.filter((one) => one.includes('/')).map(group) };
  if (pathname === '/openapi/v3')
    return { paths: Object.fromEntries(versions.map((one) => [root(one), { serverRelativeURL: `/openapi/v3/${root(one)}` }])) };
  if (asked === undefined) return undefined;
  return pathname.startsWith('/openapi') ? openapi(of(asked), asked) : resources(of(asked), asked);
}

function group(apiVersion) {
  const [name, version] = apiVersion.split('/');
  const only = { groupVersion: apiVersion, version };
  return { name, versions: [only], preferredVersion: only };
}

const SHORT = { namespaces: ['ns'], services: ['svc'], deployments: ['deploy'], pods: ['po'] };

function resources(kinds, groupVersion) {
  const verbs = ['create', 'get', 'list', 'patch', 'watch'];
  const all = kinds.flatMap(({ kind, plural, namespaced }) => [
    { name: plural, singularName: kind.toLowerCase(), namespaced, kind, verbs, shortNames: SHORT[plural] ?? [] },
    ...(kind === 'Deployment'
      ? [{ name: `${plural}/scale`, singularName: '', namespaced, group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch'] }] : []),
  ]);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: all };
}

function openapi(kinds, apiVersion) {
  const [version, group = ''] = apiVersion.split('/').reverse();
  const patch = (kind) => ({
    parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }], responses: {},
    'x-kubernetes-group-version-kind': { group, version, kind },
  });
  return { openapi: '3.0.0', info: { title: 'stand-in', version: 'v1' },
    paths: Object.fromEntries(kinds.map(({ kind, plural }) => [`/${plural}/{name}`, { patch: patch(kind) }])) };
}
