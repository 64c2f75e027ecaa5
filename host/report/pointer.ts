// Finds the line of config.json that a JSON pointer (RFC 6901) names, so that an action or a kernel's error leads back
// to the user's own text. Only called for a config that the engine has accepted: its syntax is known to be good.

/** From 1; undefined when there is no such value (a default, or the name of an option). */
export function lineOfPointer(text: string, pointer: string): number | undefined {
  if (!pointer.startsWith('/')) return undefined;
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const scanner = new Scanner(text);
  for (const step of steps) {
    if (!scanner.descend(step)) return undefined;
  }
  return scanner.line();
}

class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  line(): number {
    let count = 1;
    for (let i = this.text.indexOf('\n'); i !== -1 && i < this.at; ) {
      count++;
      i = this.text.indexOf('\n', i + 1);
    }
    return count;
  }

  /** From the start of a value to the start of its member or item. */
  descend(step: string): boolean {
    this.skipSpace();
    const opened = this.text[this.at];
    if (opened === '{') return this.toMember(step);
    return opened === '[' && this.toItem(step);
  }

  private toMember(name: string): boolean {
    for (this.at++; this.hasMore('}'); this.skipComma()) {
      const start = this.at;
      this.skipText();
      const key = JSON.parse(this.text.slice(start, this.at)) as string;
      this.skipSpace();
      this.at++; // the colon
      this.skipSpace();
      if (key === name) return true;
      this.skipValue();
    }
    return false;
  }

  private toItem(name: string): boolean {
    let index = 0;
    for (this.at++; this.hasMore(']'); this.skipComma()) {
      if (`${index}` === name) return true;
      this.skipValue();
      index++;
    }
    return false;
  }

  private hasMore(end: string): boolean {
    this.skipSpace();
    return this.at < this.text.length && this.text[this.at] !== end;
  }

  private skipComma(): void {
    this.skipSpace();
    if (this.text[this.at] === ',') this.at++;
  }

  private skipSpace(): void {
    while (SPACE.includes(this.text[this.at] ?? '')) this.at++;
  }

  private skipText(): void {
    for (this.at++; this.at < this.text.length && this.text[this.at] !== '"'; this.at++) {
      if (this.text[this.at] === '\\') this.at++;
    }
    this.at++;
  }

  /** Without recursion: a config may be nested ten thousand deep. */
  private skipValue(): void {
    let depth = 0;
    do {
      const character = this.text[this.at];
      if (character === '"') {
        this.skipText();
        continue;
      }
      if (character === '{' || character === '[') depth++;
      if (character === '}' || character === ']') depth--;
      this.at++;
    } while (this.at < this.text.length && (depth > 0 || !ENDS.includes(this.text[this.at] ?? '')));
  }
}

/** '' is not among them: String.includes('') is always true. */
const SPACE: readonly string[] = [' ', '\t', '\n', '\r'];
const ENDS: readonly string[] = [',', '}', ']'];
