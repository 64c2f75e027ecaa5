// Completions in the shells themselves: each is given the beginning of a command line, and asked what it would offer.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, GLOBAL_OPTIONS } from '../../host/program.ts';
import { COMPLETIONS } from '../../host/report/completion.ts';
import { wordsOf } from '../../host/report/flags.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { buildDirectory, run } from '../helpers/runtime.ts';

type Complete = (line: string) => Promise<readonly string[]>;

function script(shell: string): string {
  const path = join(testDirectory(), `completion.${shell}`);
  writeFileSync(path, COMPLETIONS.get(shell)?.() ?? '');
  return path;
}

const PATH = `${buildDirectory}:${process.env.PATH}`;

function bash(): Complete {
  // As bash itself calls it: = is a word of its own.
  const ask = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _lading; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const [file, env] = [script('bash'), { PATH }];
  return async (line) => {
    const words = line.split(/ |(=)/).filter((word) => word !== undefined);
    const { stdout, stderr } = await run(['bash', '-c', ask, file, ...words], { env });
    assert.equal(stderr, '');
    return stdout.split('\n').filter((word) => word !== '');
  };
}

function fish(): Complete {
  const env = { PATH, HOME: testDirectory(), XDG_CONFIG_HOME: testDirectory() };
  const ask = `source ${script('fish')}; complete -C "$argv[1]"`;
  return async (line) => {
    const { stdout, stderr } = await run(['fish', '--no-config', '-c', ask, line], { env });
    assert.equal(stderr, '');
    return stdout
      .split('\n')
      .filter((word) => word !== '')
      .map((word) => word.replace(/\t.*/, ''));
  };
}

/**
 * Zsh completes only at a prompt: one on a terminal of zsh's own making. Every word that is offered goes through
 * compadd(1), which here prints them.
 */
const ZSHRC = `
PS1= PROMPT_EOL_MARK=
unset zle_bracketed_paste
autoload -Uz compinit; compinit -D -u
source $ZDOTDIR/completion.zsh
compadd() {
  local -a found
  case " $* " in
  (*' -O '*|*' -A '*|*' -D '*) ;;
  (*) builtin compadd -O found "$@"; print -rl -- '' "+"$^found ;;
  esac
  builtin compadd "$@"
}
finish() { print; print DONE }
zle -N finish
bindkey '^G' finish
print READY
`;

function zsh(): Complete {
  script('zsh');
  writeFileSync(join(testDirectory(), '.zshrc'), ZSHRC);
  const env = { PATH, HOME: testDirectory(), ZDOTDIR: testDirectory(), TERM: 'dumb' };
  const drive = [
    'zmodload zsh/zpty; zpty z zsh -d -i; zpty -r z answer "*READY*"',
    'zpty -w -n z "$1"$\'\\t\\x07\'; zpty -r z answer "*DONE*"; print -r -- "$answer"; zpty -d z',
  ].join('\n');
  return async (line) => {
    const { stdout, stderr } = await run(['zsh', '-f', '-c', drive, 'zsh', line], { env });
    assert.equal(stderr, '');
    const offered = stdout
      .split(/[\r\n]+/)
      .filter((text) => text.startsWith('+'))
      .map((text) => text.slice(1).trim());
    return [...new Set(offered)];
  };
}

const SHELLS: readonly (readonly [string, () => Complete])[] = [
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
];

for (const [name, open] of SHELLS) {
  describe(`completion in ${name}`, () => {
    leavesNothingBehind();

    it('offers the commands, and those that begin as the word does', async () => {
      const complete = open();
      const all = await complete('lading ');
      for (const command of COMMANDS) assert.ok(all.includes(command.name), command.name);
      assert.deepEqual(await complete('lading unin'), ['uninstall']);
    });

    it('offers every option, before the command and after', async () => {
      const complete = open();
      const before = await complete('lading --');
      for (const { flags } of GLOBAL_OPTIONS) {
        for (const word of wordsOf(flags).filter((flag) => flag.startsWith('--'))) {
          assert.ok(before.includes(word) || before.includes(`${word}=`), `${word} in ${before}`);
        }
      }
      const after = await complete('lading --debug run --');
      const options = COMMANDS.find((command) => command.name === 'run')?.options ?? [];
      for (const { flags } of options) {
        const [word = ''] = wordsOf(flags).filter((flag) => flag.startsWith('--'));
        assert.ok(after.includes(word) || after.includes(`${word}=`), `${word} in ${after}`);
      }
      assert.ok(!after.includes('--cgroup-manager'));
    });

    it('offers the choices of an option, and of an operand', async () => {
      const complete = open();
      const formats = await complete('lading --log-format ');
      assert.deepEqual([...formats].sort(), ['json', 'text']);
      assert.deepEqual(await complete('lading list --format j'), ['json']);
      assert.deepEqual(await complete('lading --log-level debug install po'), ['podman']);
    });

    it('offers the containers that there are, below the root that the line names', async () => {
      const complete = open();
      const container = new Container();
      await container.create();
      const root = container.stateRoot;
      const offered = await complete(`lading --root ${root} state `);
      assert.ok(offered.includes(container.id), `${container.id} in ${offered}`);
      assert.deepEqual(await complete(`lading --root ${root} run -b / `), []);
      await container.delete({ force: true });
    });
  });
}
