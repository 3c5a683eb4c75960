// The commands that a page tells its reader to type.

/** Those of the first code block under a heading, in order; a line that ends with \ goes on in the next. */
export function blockUnder(page, heading) {
  const section = page.split(/^(?=## )/m).find((part) => part.startsWith(`${heading}\n`));
  const block = section && /^```\n([^]*?)^```/m.exec(section)?.[1];
  if (!block) throw new Error(`there is no code block under "${heading}"`);
  return lines(block);
}

/** All for the cluster, and image builds, in text and blocks, in the order of the page. */
export function commandsOf(page) {
  return [...page.matchAll(/^( *)```\n([^]*?)^\1```|`([^`]+)`/gm)].flatMap(([, , block, span]) =>
    (block === undefined ? [span.replace(/\n/g, ' ')] : lines(block)).filter((line) => /^(kubectl|docker build|export|\w+\(\)) \S+ /.test(line)));
}

/** The list under the first "patches:" of a page, as far in as an overlay has it. */
export const patchIn = (page) => {
  const found = /^patches:\n([^]*?)^```/m.exec(page);
  if (!found) throw new Error('there is no block of patches');
  return found[1];
};

const lines = (block) => block.replace(/\\\n\s*/g, '').split('\n').map((line) => line.trim()).filter(Boolean);
