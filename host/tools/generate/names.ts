// A name of the schema in the spellings of AssemblyScript and C.

export function enumName(name: string): string {
  return snake(name);
}

export function enumMember(name: string, word: string): string {
  const prefix = name === 'capability' ? '' : `${snake(name)}_`;
  return `${prefix}${snake(word)}`.toUpperCase();
}

export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.\- ]/g, '_')
    .toLowerCase();
}

export function pascal(name: string): string {
  return name
    .split(/[._-]/)
    .map((part) => upperFirst(part))
    .join('');
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
