// What is typed into a shell is answered as a reader sees it.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Terminal } from './terminal.mjs';

const typed = (title, look) => test(title, async () => {
  const terminal = new Terminal('/', { PATH: process.env.PATH });
  try {
    await look(terminal);
  } finally {
    terminal.close();
  }
});

typed('a command has its code, and what it said on both ways', async (terminal) =>
  assert.deepEqual(await terminal.run('echo one; echo two >&2; (exit 3)   # a comment'), { code: 3, said: 'one\ntwo' }));
typed('what one command exports the next one has', async (terminal) => {
  await terminal.run('export A=b');
  assert.deepEqual(await terminal.run('echo $A'), { code: 0, said: 'b' });
});
typed('a command that ends the shell has no code', async (terminal) => assert.equal((await terminal.run('exit 0')).code, null));
typed('a command that holds the terminal is heard', async (terminal) =>
  assert.deepEqual(await terminal.hold('echo ready; read', /ready/), { found: true, said: 'ready' }));
typed('a command that ought to hold the terminal and ends is told', async (terminal) =>
  assert.equal((await terminal.hold('echo refused; false', /ready/)).found, false));
