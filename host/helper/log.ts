// Messages to journald and syslog: node has no datagrams to unix sockets, so the helper sends them.
import { execaSync } from 'execa';
import { helperPath } from './run.ts';

type Message = {
  readonly service: string;
  readonly identifier: string;
  readonly priority: number;
  readonly message: string;
};

/** `complain` hears once that the service cannot be reached: a command does not fail for want of a log. */
export function openSender(complain: (message: string) => void): (message: Message) => void {
  let isSilent = false;
  return ({ service, identifier, priority, message }) => {
    const { failed, stderr } = execaSync(
      helperPath(),
      ['log', service, identifier, `${priority}`],
      { input: message, reject: false, cwd: '/' },
    );
    if (failed && !isSilent) complain(`cannot log to ${stderr || service}`);
    isSilent ||= failed;
  };
}
