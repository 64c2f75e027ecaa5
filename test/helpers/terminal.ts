// A terminal with somebody in front of it: test/fixtures/programs/terminal.c has one of its own, which node cannot.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { until } from './container.ts';
import { patience } from './patience.ts';
import { program } from './programs.ts';

export type Modes = Readonly<Record<'before' | 'during' | 'after', readonly string[]>>;

export interface Ended {
  /** Of the program that ran on the terminal. */
  readonly exitCode: number;
  /** All that the terminal has shown. */
  readonly shown: string;
  readonly modes: Modes;
  /** What the other side of a console socket sent. */
  readonly received: string | undefined;
}

export class Terminal {
  private shown = '';
  private told = '';
  private readonly child: ChildProcess;
  private readonly end: Promise<number>;

  private constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.child = spawn(program('terminal'), args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      timeout: 60_000 * patience,
      killSignal: 'SIGKILL',
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.shown += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.told += text;
    });
    this.child.stdin?.on('error', () => {}); // nobody types any more
    this.end = new Promise((resolve) => {
      this.child.on('close', (code) => resolve(code ?? -1));
    });
  }

  /** A program on a terminal of 24 lines and 80 columns. */
  static run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Terminal {
    return new Terminal(['run', ...command], env);
  }

  /** Listens on a console socket, for one terminal. */
  static async receive(socket: string): Promise<Terminal> {
    const terminal = new Terminal(['receive', socket], {});
    await until('the console socket', () => existsSync(socket));
    return terminal;
  }

  type(text: string): void {
    this.child.stdin?.write(text);
  }

  /** 31 lines of 101 columns. */
  resize(): void {
    this.child.kill('SIGUSR1');
  }

  hangUp(): void {
    this.child.kill('SIGUSR2');
  }

  async shows(text: string | RegExp): Promise<void> {
    const matches = (): boolean =>
      typeof text === 'string' ? this.shown.includes(text) : text.test(this.shown);
    try {
      await until(`the terminal shows ${text}`, matches);
    } catch (error) {
      throw new Error(`${error}: ${JSON.stringify(this.shown)}`);
    }
  }

  async tells(text: string): Promise<void> {
    await until(`${text} is told`, () => this.told.includes(text));
  }

  get modes(): Modes {
    const of = (when: string): string[] =>
      [...this.told.matchAll(new RegExp(`^modes ${when} (.*)$`, 'gm'))].map(([, m = '']) => m);
    return { before: of('before'), during: of('during'), after: of('after') };
  }

  /** By `close`, too, for a received one, whose end is that nobody has it open. */
  async ended(): Promise<Ended> {
    const exitCode = await this.end;
    const [, received] = /^received (.*)$/m.exec(this.told) ?? [];
    return { exitCode, shown: this.shown, modes: this.modes, received };
  }
}
