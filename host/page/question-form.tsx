// What is asked beside the config: which host, which command, under which name, from which bundle.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { DetailsForm } from './details-form.tsx';
import { Field } from './field.tsx';
import { PAGE_COMMANDS } from './given.ts';
import { CAPTURED, type Question } from './session.ts';

type Properties = {
  readonly question: Question;
  readonly hosts: readonly string[];
  readonly onChange: (part: Partial<Question>) => void;
  readonly onFormat: () => void;
};

export function QuestionForm({ question, hosts, onChange, onFormat }: Properties): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  const read = async (): Promise<void> => {
    const chosen = file.current?.files?.[0];
    if (chosen !== undefined) onChange({ config: await chosen.text() });
  };
  return (
    <form class="question" onSubmit={(event) => event.preventDefault()}>
      <label>
        Host
        <select
          name="host"
          value={question.host}
          onChange={(event) => onChange({ host: event.currentTarget.value })}
        >
          {hosts.map((name) => (
            <option key={name} value={name}>
              {name === CAPTURED ? 'as this page was made for' : name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Command
        <select
          name="command"
          value={question.command}
          onChange={({ currentTarget: { value } }) =>
            onChange({ command: PAGE_COMMANDS.find((name) => name === value) ?? 'create' })
          }
        >
          {PAGE_COMMANDS.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Field
        name="bundle"
        label="Bundle"
        value={question.bundle}
        onInput={(bundle) => onChange({ bundle })}
      />
      <Field name="id" label="Id" value={question.id} onInput={(id) => onChange({ id })} />
      <DetailsForm
        command={question.command}
        details={question.details}
        onChange={(part) => onChange({ details: { ...question.details, ...part } })}
      />
      <div class="buttons">
        <button type="button" onClick={() => file.current?.click()}>
          Open…
        </button>
        <button type="button" onClick={onFormat}>
          Format
        </button>
        <input ref={file} type="file" hidden onChange={() => void read()} />
      </div>
    </form>
  );
}
