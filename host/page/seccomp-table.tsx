// Every system call that the seccomp profile names, and what becomes of it.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { LineFinder } from '../report/pointer.ts';
import { type Filter, readFilter } from './seccomp-rules.ts';
import type { Question, Session } from './session.ts';
import { SyscallForm } from './syscall-form.tsx';

type Properties = {
  readonly session: Session;
  readonly question: Question;
  readonly lineOf: LineFinder;
  readonly onFrom: (from: string) => void;
};

export function SeccompTable({ session, question, lineOf, onFrom }: Properties): JSX.Element {
  const { config } = question;
  const filter = useMemo(() => readFilter(config), [config]);
  const [wanted, setWanted] = useState('');
  if (filter === undefined) {
    return <p class="none">No seccomp profile: every system call goes through to the kernel.</p>;
  }
  const word = wanted.trim().toLowerCase();
  const rows = filter.rules.filter(({ name, action, when }) =>
    `${name} ${action} ${when}`.toLowerCase().includes(word),
  );
  const isKnown = filter.rules.some(({ name }) => name === word);
  return (
    <div>
      <SyscallForm session={session} question={question} lineOf={lineOf} onFrom={onFrom} />
      <p class="bar">
        <input
          type="search"
          aria-label="Search the system calls"
          placeholder="Search: openat, ERRNO, arg1…"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        <span role="status">
          {rows.length} of {filter.rules.length} rules
        </span>
      </p>
      <Facts filter={filter} />
      {word !== '' && !isKnown && rows.length === 0 ? (
        <p class="none">
          No rule is about “{wanted.trim()}”: the default decides, <b>{filter.defaultAction}</b>.
        </p>
      ) : (
        <div class="scroll">
          <table class="seccomp">
            <thead>
              <tr>
                <th scope="col">system call</th>
                <th scope="col">action</th>
                <th scope="col">when</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, action, when, pointer }) => (
                <tr>
                  <th scope="row">
                    <button
                      type="button"
                      class="from"
                      title={pointer}
                      onClick={() => onFrom(pointer)}
                    >
                      {name}
                    </button>
                  </th>
                  <td>
                    <span class={`act ${action.split(' ')[0]}`}>{action}</span>
                  </td>
                  <td>
                    <code>{when}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Facts({ filter }: { readonly filter: Filter }): JSX.Element {
  return (
    <dl class="facts">
      <div>
        <dt>all others</dt>
        <dd>
          <span class={`act ${filter.defaultAction.split(' ')[0]}`}>{filter.defaultAction}</span>
        </dd>
      </div>
      <div>
        <dt>architectures</dt>
        <dd>{filter.architectures.join(', ') || "the host's own"}</dd>
      </div>
      {filter.flags.length === 0 ? null : (
        <div>
          <dt>flags</dt>
          <dd>{filter.flags.join(', ')}</dd>
        </div>
      )}
    </dl>
  );
}
