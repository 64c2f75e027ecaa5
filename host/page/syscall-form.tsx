// One system call, put to the seccomp filter as the kernel would: what happens to it, and the rule that decides.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { describeVerdict } from '../report/filter.ts';
import type { LineFinder } from '../report/pointer.ts';
import { wordsOf } from './asked.ts';
import type { Question, Session } from './session.ts';
import { Rows } from './timeline.tsx';

type Properties = {
  readonly session: Session;
  readonly question: Question;
  readonly lineOf: LineFinder;
  readonly onFrom: (from: string) => void;
};

const ARCHITECTURES: readonly string[] = [
  'x86_64',
  'x86',
  'x32',
  'aarch64',
  'arm',
  'riscv64',
  'ppc64le',
  's390x',
];

export function SyscallForm({ session, question, lineOf, onFrom }: Properties): JSX.Element {
  const [syscall, setSyscall] = useState('');
  const [args, setArgs] = useState('');
  const [arch, setArch] = useState('');
  const call = {
    syscall: syscall.trim(),
    args: wordsOf(args),
    arch,
  };
  const explained = useMemo(
    () => (call.syscall === '' ? undefined : session.explain(question, call)),
    [question, syscall, args, arch],
  );
  const { answer, problems = [] } = explained ?? {};
  const given = call.args.map((word) => Number(word.split('=', 1)[0]));
  const verdict = answer === undefined ? undefined : describeVerdict(answer, { given, lineOf });
  const at = answer?.decided?.at;
  return (
    <form class="syscall" onSubmit={(event) => event.preventDefault()}>
      <p class="bar">
        <input
          aria-label="A system call to try"
          placeholder="Try a call: openat, 257…"
          value={syscall}
          spellcheck={false}
          onInput={(event) => setSyscall(event.currentTarget.value)}
        />
        <input
          aria-label="Its arguments"
          placeholder="arguments: 0=0x10000000 2=5"
          value={args}
          spellcheck={false}
          onInput={(event) => setArgs(event.currentTarget.value)}
        />
        <select
          aria-label="Its architecture"
          value={arch}
          onChange={(event) => setArch(event.currentTarget.value)}
        >
          <option value="">the host's own</option>
          {ARCHITECTURES.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <div role="status" class="verdict">
        {problems.map(({ message }) => (
          <p class="none">{message}</p>
        ))}
        {verdict === undefined ? null : (
          <>
            <h3>{verdict.head}</h3>
            <Rows rows={verdict.rows} kind="reasons" />
          </>
        )}
        {at === undefined ? null : (
          <button
            type="button"
            class="from"
            disabled={lineOf(at) === undefined}
            onClick={() => onFrom(at)}
          >
            {at}
          </button>
        )}
      </div>
    </form>
  );
}
