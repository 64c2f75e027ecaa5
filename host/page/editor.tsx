// The config as editable text. A textarea takes the keys, so that every habit and aid of the browser works; below it the
// same text is drawn with colours, line numbers and marks where a problem is.
import { Component, type JSX, type RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Diagnostic } from '../../generated/host/response.ts';
import { charactersBefore } from '../report/diagnostics.ts';
import { type Token, tokensOf } from './json-text.ts';

export type EditorHandle = {
  /** From 1; columns count bytes, as the engine's do. */
  readonly goTo: (line: number, column: number) => void;
};

type Properties = {
  readonly handle: RefObject<EditorHandle | null>;
  readonly text: string;
  readonly problems: readonly Diagnostic[];
  readonly onInput: (text: string) => void;
};

const LINE_PX = 20; // as page.css has it
const ABOVE = 4;

export function Editor({ handle, text, problems, onInput }: Properties): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const drawn = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.split('\n'), [text]);
  const places = useMemo(() => byLine(problems), [problems]);
  useEffect(() => {
    handle.current = {
      goTo: (line, column) => {
        if (area.current !== null) select(area.current, lines, line, column);
      },
    };
  }, [lines]);
  const follow = (): void => {
    if (area.current === null || drawn.current === null) return;
    drawn.current.scrollTop = area.current.scrollTop;
    drawn.current.scrollLeft = area.current.scrollLeft;
  };
  return (
    <div class="editor">
      <div class="drawn" ref={drawn} aria-hidden="true">
        {lines.map((line, index) => (
          <Line
            key={index}
            text={line}
            number={index + 1}
            problems={places.get(index + 1) ?? NONE}
          />
        ))}
      </div>
      <textarea
        ref={area}
        aria-label="config.json"
        aria-describedby="problems"
        aria-invalid={problems.some(({ severity }) => severity === 'error')}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        wrap="off"
        value={text}
        onInput={(event) => onInput(event.currentTarget.value)}
        onScroll={follow}
      />
    </div>
  );
}

const NONE: readonly Diagnostic[] = [];

function byLine(problems: readonly Diagnostic[]): ReadonlyMap<number, readonly Diagnostic[]> {
  const lines = new Map<number, Diagnostic[]>();
  for (const problem of problems) {
    if (problem.line !== undefined) {
      lines.set(problem.line, [...(lines.get(problem.line) ?? []), problem]);
    }
  }
  return lines;
}

function select(
  area: HTMLTextAreaElement,
  lines: readonly string[],
  line: number,
  column: number,
): void {
  const before = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  const text = lines[line - 1] ?? '';
  const at = charactersBefore(text, column);
  area.focus();
  area.setSelectionRange(before + at, before + text.length);
  area.scrollTop = Math.max(0, (line - 1 - ABOVE) * LINE_PX);
}

type LineProperties = {
  readonly text: string;
  readonly number: number;
  readonly problems: readonly Diagnostic[];
};

/** Drawn again only when it has changed: a config has hundreds of lines. */
class Line extends Component<LineProperties> {
  override shouldComponentUpdate(next: LineProperties): boolean {
    const { text, number, problems } = this.props;
    return next.text !== text || next.number !== number || next.problems !== problems;
  }

  override render({ text, number, problems }: LineProperties): JSX.Element {
    const severity = problems.some((one) => one.severity === 'error') ? 'error' : 'warning';
    const tokens = markTokens(tokensOf(text), text, problems);
    return (
      <div class={problems.length > 0 ? `line ${severity}` : 'line'}>
        <span class="gutter">{number}</span>
        <span class="source">
          {tokens.map(({ kind, text: part, isMarked }) => (
            <span class={isMarked ? `token ${kind} wrong` : `token ${kind}`}>{part}</span>
          ))}
        </span>
      </div>
    );
  }
}

type Marked = Token & { readonly isMarked: boolean };

/** The token that stands at the place of a problem. */
function markTokens(
  tokens: readonly Token[],
  text: string,
  problems: readonly Diagnostic[],
): Marked[] {
  const places = problems.map(({ column = 1 }) => charactersBefore(text, column));
  let at = 0;
  return tokens.map((token) => {
    const start = at;
    at += token.text.length;
    return { ...token, isMarked: places.some((place) => place >= start && place < at) };
  });
}
