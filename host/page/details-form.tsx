// What a command needs besides: a few fields, and only those of the command that is chosen.
import type { JSX } from 'preact';
import { DETAILS, type Details } from './asked.ts';
import { Field } from './field.tsx';
import type { PlanCommand } from './given.ts';

type Properties = {
  readonly command: PlanCommand;
  readonly details: Details;
  readonly onChange: (part: Partial<Details>) => void;
};

type Name<T> = { [K in keyof Details]: Details[K] extends T ? K : never }[keyof Details];

const TEXTS: readonly (readonly [name: Name<string>, label: string])[] = [
  ['args', 'Program'],
  ['signal', 'Signal'],
  ['memory', 'Memory'],
  ['cpuQuota', 'CPU time in a period, µs'],
  ['pidsLimit', 'Processes'],
  ['imagePath', 'Directory of the images'],
];
const CHECKS: readonly (readonly [name: Name<boolean>, label: string])[] = [
  ['all', 'every process'],
  ['force', 'by force'],
  ['leaveRunning', 'it runs on'],
];

export function DetailsForm({ command, details, onChange }: Properties): JSX.Element {
  const has = (name: keyof Details): boolean => DETAILS[command].includes(name);
  return (
    <>
      {TEXTS.filter(([name]) => has(name)).map(([name, label]) => (
        <Field
          key={name}
          name={name}
          label={label}
          value={details[name]}
          onInput={(value) => onChange({ [name]: value })}
        />
      ))}
      {CHECKS.filter(([name]) => has(name)).map(([name, label]) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            name={name}
            checked={details[name]}
            onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
          />
          {label}
        </label>
      ))}
      {has('verb') ? (
        <label>
          Add or remove
          <select
            name="verb"
            value={details.verb}
            onChange={({ currentTarget: { value } }) =>
              onChange({ verb: value === 'remove' ? 'remove' : 'add' })
            }
          >
            <option value="add">add</option>
            <option value="remove">remove</option>
          </select>
        </label>
      ) : null}
      {has('mounts') ? (
        <label class="wide">
          Mounts, as in config.json
          <textarea
            name="mounts"
            rows={4}
            spellcheck={false}
            autocomplete="off"
            value={details.mounts}
            onInput={(event) => onChange({ mounts: event.currentTarget.value })}
          />
        </label>
      ) : null}
    </>
  );
}
