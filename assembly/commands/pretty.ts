// JSON as crun prints it for people: four spaces a level, one member a line.

import { JsonWriter } from '../json/write';

@final
export class PrettyObject {
  private text: string;
  private isEmpty: bool = true;

  constructor(private readonly indent: string) {
    this.text = '{';
  }

  member(name: string, value: string): void {
    this.text += (this.isEmpty ? '\n' : ',\n') + this.indent + '    ' + quote(name) + ': ' + value;
    this.isEmpty = false;
  }

  end(): string {
    return this.text + '\n' + this.indent + '}';
  }
}

/** A list of strings, one a line; `indent` is that of the line it begins on. */
export function quoteAll(values: string[], indent: string): string {
  if (values.length == 0) return '[]';
  const lines: string[] = [];
  for (let i = 0; i < values.length; i++) lines.push(`${indent}    ${quote(values[i])}`);
  return `[\n${lines.join(',\n')}\n${indent}]`;
}

/** A JSON string. */
export function quote(value: string): string {
  const out = new JsonWriter(value.length + 2);
  out.text(value);
  return out.buffer.toText();
}
