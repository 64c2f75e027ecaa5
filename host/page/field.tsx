// One line of text with its name.
import type { JSX } from 'preact';

type Properties = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
};

export function Field({ name, label, value, onInput }: Properties): JSX.Element {
  return (
    <label>
      {label}
      <input
        name={name}
        value={value}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
