// The whole page: the question on one side, what the engine says to it on the other.
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { lineFinder } from '../report/pointer.ts';
import { Capabilities } from './capabilities.tsx';
import { Difference } from './difference.tsx';
import { Editor, type EditorHandle } from './editor.tsx';
import { Header } from './header.tsx';
import { layOut } from './json-text.ts';
import { Mounts } from './mounts.tsx';
import { Problems } from './problems.tsx';
import { QuestionForm } from './question-form.tsx';
import { SeccompTable } from './seccomp-table.tsx';
import type { Question, Session, Shown } from './session.ts';
import { Summary } from './summary.tsx';
import { Tabs } from './tabs.tsx';
import { Timeline } from './timeline.tsx';

/** Typing goes on while this has not passed since the last key. */
const PAUSE_MS = 120;

export function App({ session }: { readonly session: Session }): JSX.Element {
  const [question, setQuestion] = useState(session.first);
  const [shown, setShown] = useState(() => ask(session, session.first));
  const editor = useRef<EditorHandle>(null);
  const change = (part: Partial<Question>): void => setQuestion({ ...question, ...part });

  useEffect(() => {
    if (question === shown.question) return undefined;
    const timer = setTimeout(() => setShown(ask(session, question)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [question]);
  useDroppedFile((config) => change({ config }));

  const { plan, problems } = shown.seen;
  const lineOf = useMemo(
    () => (plan === undefined ? () => undefined : lineFinder(shown.question.config)),
    [shown],
  );
  const goTo = (from: string): void => {
    const line = lineOf(from);
    if (line !== undefined) editor.current?.goTo(line, 1);
  };
  return (
    <>
      <Header engineDigest={session.engineDigest} />
      <main>
        <section class="ask" aria-label="What is asked">
          <QuestionForm
            question={question}
            hosts={session.hosts}
            onChange={change}
            onFormat={() => change({ config: layOut(question.config) })}
          />
          <Editor
            handle={editor}
            text={question.config}
            problems={problems}
            onInput={(config) => change({ config })}
          />
          <Problems
            problems={problems}
            onChoose={(line, column) => editor.current?.goTo(line, column)}
          />
        </section>
        <section class="answer" aria-label="What would be done">
          <Summary
            shown={shown}
            isFresh={question === shown.question}
            commandLine={session.commandLine(shown.question)}
            unsaved={session.unsaved(shown.question)}
          />
          {plan === undefined ? (
            <Refused broken={shown.broken} />
          ) : (
            <Tabs
              tabs={[
                ['Timeline', () => <Timeline plan={plan} lineOf={lineOf} onFrom={goTo} />],
                ['Mounts', () => <Mounts plan={plan} onFrom={goTo} />],
                ['Capabilities', () => <Capabilities plan={plan} />],
                [
                  'Seccomp',
                  () => (
                    <SeccompTable
                      session={session}
                      question={shown.question}
                      lineOf={lineOf}
                      onFrom={goTo}
                    />
                  ),
                ],
                ['Compare', () => <Difference session={session} shown={shown} />],
                ['JSON', () => <PlanText bytes={plan.bytes} />],
              ]}
            />
          )}
        </section>
      </main>
    </>
  );
}

function ask(session: Session, question: Question): Shown {
  try {
    return { question, seen: session.see(question) };
  } catch (error) {
    const broken = error instanceof Error ? error.message : `${error}`;
    return { question, seen: { problems: [] }, broken };
  }
}

function Refused({ broken }: { readonly broken: string | undefined }): JSX.Element {
  return (
    <div class="refused">
      <p class="refused-head">{broken === undefined ? 'No plan' : 'The engine failed'}</p>
      <p>
        {broken ??
          'Errors stand in the way. They are listed below the configuration, each with its place; nothing would be done.'}
      </p>
    </div>
  );
}

/** The canonical bytes: what is hashed, and what the helper is given. */
function PlanText({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  const text = useMemo(() => new TextDecoder().decode(bytes), [bytes]);
  const save = (): void => {
    const url = URL.createObjectURL(
      new Blob([Uint8Array.from(bytes)], { type: 'application/json' }),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = 'plan.json';
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div>
      <p class="bar">
        <span>{bytes.length.toLocaleString('en')} bytes of canonical JSON</span>
        <button type="button" onClick={save}>
          Save plan.json
        </button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <pre class="raw" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}

/** A file dropped anywhere on the page. */
function useDroppedFile(take: (text: string) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      document.documentElement.classList.add('dropping');
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) document.documentElement.classList.remove('dropping');
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      document.documentElement.classList.remove('dropping');
      const file = event.dataTransfer?.files[0];
      void file?.text().then((text) => latest.current(text));
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
}
