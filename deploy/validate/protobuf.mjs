// What kubectl create sends in Protocol Buffers: an envelope (https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding)
// around one of the few kinds that it makes. Numbers of fields by k8s.io/api/core/v1/generated.proto.

const TEXT_MAP = (bytes, map = {}) => { const { 1: [key], 2: [value] = [''] } = fields(bytes); return { ...map, [key]: String(value) }; };
const BYTES_MAP = (bytes, map = {}) => { const { 1: [key], 2: [value] = [''] } = fields(bytes); return { ...map, [key]: Buffer.from(value).toString('base64') }; };
const TEXT = (bytes) => String(bytes);
const METADATA = { 1: ['name', TEXT], 3: ['namespace', TEXT], 11: ['labels', TEXT_MAP], 12: ['annotations', TEXT_MAP] };
const METADATA_OF = (bytes) => message(bytes, METADATA);
const KINDS = {
  Namespace: { 1: ['metadata', METADATA_OF] },
  Secret: { 1: ['metadata', METADATA_OF], 2: ['data', BYTES_MAP], 3: ['type', TEXT] },
};

/** The object in a request's body. Throws where it is none of the kinds above. */
export function decoded(body) {
  const { 1: [type], 2: [raw] } = fields(body.subarray(4)); // after "k8s\0"
  const { 1: [apiVersion], 2: [kind] } = fields(type);
  if (KINDS[kind] === undefined) throw new Error(`${kind} in Protocol Buffers is not read here`);
  return { apiVersion: String(apiVersion), kind: String(kind), ...message(raw, KINDS[kind]) };
}

function message(bytes, known) {
  const result = {};
  for (const [number, values] of Object.entries(fields(bytes))) {
    const [name, read] = known[number] ?? [];
    for (const value of name ? values : []) {
      const one = read(value, result[name]);
      if (one !== '' && Object.keys(one).length > 0) result[name] = one;
    }
  }
  return result;
}

/** The values of a message by their fields' numbers: bytes, or numbers. */
function fields(bytes) {
  const result = {};
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if ((tag & 7) !== 0 && (tag & 7) !== 2) throw new Error('a field of a width that is not read here');
    const value = varint();
    (result[tag >>> 3] ??= []).push((tag & 7) === 0 ? value : bytes.subarray(at, at += value));
  }
  return result;
}
