// All problems of the config, each a way to its place.
import type { JSX } from 'preact';
import type { Diagnostic } from '../../generated/host/response.ts';

type Properties = {
  readonly problems: readonly Diagnostic[];
  readonly onChoose: (line: number, column: number) => void;
};

export function Problems({ problems, onChoose }: Properties): JSX.Element {
  return (
    <div class="problems" id="problems" aria-live="polite">
      <p class="problems-head">{countOf(problems)}</p>
      <ol>
        {problems.map((problem) => (
          <li class={problem.severity}>
            <button
              type="button"
              onClick={() => onChoose(problem.line ?? 1, problem.column ?? 1)}
              disabled={problem.line === undefined}
            >
              <span class="place">
                {problem.line === undefined ? '–' : `${problem.line}:${problem.column}`}
              </span>
              <span class="sentence">
                <span class="severity">{problem.severity}</span>{' '}
                {problem.pointer === undefined ? null : <code>{problem.pointer}</code>}{' '}
                {problem.message}
                {problem.fix === undefined ? null : <span class="fix">{problem.fix}</span>}
              </span>
              <span class="code">{problem.code}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function countOf(problems: readonly Diagnostic[]): string {
  if (problems.length === 0) return 'No problems';
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const parts = [counted(errors, 'error'), counted(problems.length - errors, 'warning')];
  return parts.filter((part) => part !== '').join(', ');
}

function counted(count: number, word: string): string {
  if (count === 0) return '';
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
