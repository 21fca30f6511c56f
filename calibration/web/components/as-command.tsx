import { useSignal } from '@preact/signals';
import { announce } from '../app/announce.js';
import { Button } from './button.js';

/** The command that repeats what is shown, with a button that copies it. */
export function AsCommand({ command, note }: { readonly command: string; readonly note?: string }) {
  const isCopied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(command);
    isCopied.value = true;
    announce('Command copied');
    setTimeout(() => {
      isCopied.value = false;
    }, 1600);
  };
  return (
    <div class="command">
      <span class="command-label">as command</span>
      {/* Scrolls by keys too */}
      <code tabIndex={0}>{command}</code>
      <Button
        kind="quiet"
        icon={isCopied.value ? 'check' : 'copy'}
        label={isCopied.value ? 'Copied' : 'Copy the command'}
        isIconOnly
        onClick={() => void copy()}
      />
      {note === undefined ? null : <p class="command-note">{note}</p>}
    </div>
  );
}
