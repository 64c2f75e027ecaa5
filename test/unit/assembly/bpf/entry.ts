// The seccomp compiler behind four numbers, for the tests: the host writes a profile's text into memory and reads the
// answer's text back. One instance takes any number of profiles: the arena is reset before each.
//
//   native x86_64 | arch SCMP_ARCH_X86 | default ACTION | stub 0 or 1
//   rule ACTION NAME[,NAME…] [INDEX:OP:VALUE:VALUE2 …]          numbers in decimal or 0x…
import { encodeBase64 } from '../../../../assembly/bpf/base64';
import { Arg, actionOf, operatorOf, Profile, Rule } from '../../../../assembly/bpf/profile';
import { Compiled, compileSeccomp } from '../../../../assembly/bpf/seccomp';

export function allocate(size: usize): usize {
  return changetype<usize>(new ArrayBuffer(<i32>size));
}

/** Address of the compiled answer's text (UTF-8); its length is at -4 as ArrayBuffer's header has it. */
export function compile(text: usize, length: usize): usize {
  const profile = read(String.UTF8.decodeUnsafe(text, length));
  const compiled = compileSeccomp(profile);
  let answer =
    compiled.instructions.toString() +
    ' ' +
    encodeBase64(changetype<usize>(compiled.program), compiled.program.byteLength);
  for (let i = 0; i < compiled.notes.length; i++) {
    const note = compiled.notes[i];
    answer += `\n${note.kind} ${note.rule} ${note.other} ${note.size} ${note.name}`;
  }
  return changetype<usize>(String.UTF8.encode(answer));
}

/** For measuring: how long the compiler itself takes, without reading the profile. */
export function repeat(text: usize, length: usize, times: i32): i32 {
  const profile = read(String.UTF8.decodeUnsafe(text, length));
  let total = 0;
  for (let i = 0; i < times; i++) total += compileSeccomp(profile).instructions;
  return total;
}

export function action(text: usize, length: usize, errno: u32): u32 {
  return actionOf(String.UTF8.decodeUnsafe(text, length), errno);
}

export function encode(data: usize, length: i32): usize {
  return changetype<usize>(String.UTF8.encode(encodeBase64(data, length)));
}

function read(text: string): Profile {
  const profile = new Profile();
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const words = lines[i].split(' ');
    if (words[0] == 'native') profile.nativeArch = words[1];
    else if (words[0] == 'arch') profile.architectures.push(words[1]);
    else if (words[0] == 'default') profile.defaultAction = <u32>U64.parseInt(words[1]);
    else if (words[0] == 'stub') profile.enosysStub = words[1] == '1';
    else if (words[0] == 'rule') profile.rules.push(rule(words));
  }
  return profile;
}

function rule(words: string[]): Rule {
  const args: Arg[] = [];
  for (let i = 3; i < words.length; i++) {
    const parts = words[i].split(':');
    args.push(
      new Arg(
        <i32>U64.parseInt(parts[0]),
        operatorOf('SCMP_CMP_' + parts[1]),
        U64.parseInt(parts[2]),
        U64.parseInt(parts[3]),
      ),
    );
  }
  return new Rule(words[2].split(','), <u32>U64.parseInt(words[1]), args);
}
