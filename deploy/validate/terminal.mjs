// A shell that is typed into, one command after the other, as a reader does: what one command exports the next one has.
import { spawn } from 'node:child_process';

const MOST = 60_000; // milliseconds that a command may take, or one that holds the terminal until it says what is waited for

export class Terminal {
  #shell;
  #said = '';
  #heard = () => {};

  constructor(cwd, env) {
    this.#shell = spawn('bash', ['--norc', '--noprofile'], { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#shell.stdin.write('exec 2>&1\n');
    this.#shell.stdout.on('data', (text) => { this.#said += text; this.#heard(); });
    this.#shell.on('exit', () => this.#heard());
    this.#shell.stdin.on('error', () => {}); // the shell has ended: the command's answer says so
  }

  /** Types a command and waits for its end; its code and all that it said. Over time, or when the shell itself ended: null. */
  async run(command) {
    const answer = await this.#until(`${command}\nprintf '\\n<<%d>>' $?\n`, /\n<<(\d+)>>$/);
    return { code: answer.found && Number(answer.found[1]), said: answer.said.replace(/\n<<\d+>>$/, '').trim() };
  }

  /** Types a command that holds the terminal, and waits until it has said something like this; found: whether it has. */
  async hold(command, wanted) {
    const { found, said } = await this.#until(`${command}\nprintf '\\n<<%d>>' $?\n`, new RegExp(`${wanted.source}|\\n<<\\d+>>$`));
    return { found: found !== null && wanted.test(said), said: said.trim() };
  }

  async #until(typed, wanted) {
    this.#said = '';
    const late = AbortSignal.timeout(MOST);
    await new Promise((resolve) => {
      this.#heard = () => { if (wanted.test(this.#said) || this.#shell.exitCode !== null) resolve(); };
      late.addEventListener('abort', resolve);
      this.#shell.stdin.write(typed);
    });
    return { found: wanted.exec(this.#said), said: this.#said };
  }

  /** Ends the shell and what still runs in it. */
  close() {
    try {
      process.kill(-this.#shell.pid);
    } catch { /* nothing runs any more */ }
  }
}
