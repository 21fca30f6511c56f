import type { ComponentChildren } from 'preact';
import { AsCommand } from './as-command.js';

interface PageHeadProps {
  readonly title: string;
  /** Small line above the title: kind of page, or the way back. */
  readonly above?: ComponentChildren;
  /** Beside the title, such as a {@link StatusChip}. */
  readonly status?: ComponentChildren;
  /** One sentence that answers the question of the page. */
  readonly answer?: ComponentChildren;
  /** Buttons at the right. */
  readonly actions?: ComponentChildren;
  /** The command that repeats the view. */
  readonly command?: string;
  readonly commandNote?: string;
}

/** Head of every page: title, status, one sentence, actions, command. */
export function PageHead({ title, above, status, answer, actions, command, commandNote }: PageHeadProps) {
  return (
    <div class="page-head">
      <div class="page-title">
        {above === undefined ? null : <p class="above">{above}</p>}
        <div class="title-line">
          <h1>{title}</h1>
          {status}
        </div>
        {answer === undefined ? null : <p class="answer">{answer}</p>}
      </div>
      {actions === undefined ? null : <div class="actions">{actions}</div>}
      {command === undefined ? null : (
        <AsCommand command={command} {...(commandNote === undefined ? {} : { note: commandNote })} />
      )}
    </div>
  );
}
