import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.js';

interface ButtonProps {
  readonly label: string;
  readonly onClick?: () => void;
  /** A page that the button leads to, instead of an action. */
  readonly href?: string;
  /** Name of the file that the address gives, where it is one to store. */
  readonly download?: string;
  /** `primary` for the one that most people want, `quiet` beside others, `bad` for what removes. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'bad';
  readonly icon?: IconName;
  /** Shows the drawing alone; the label is read. */
  readonly isIconOnly?: boolean;
  /** Shown at the pointer. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly isBusy?: boolean;
  readonly isPressed?: boolean;
  readonly type?: 'button' | 'submit';
  readonly children?: ComponentChildren;
}

/** A button, or a link that looks like one. */
export function Button(props: ButtonProps) {
  const { label, kind = 'plain', icon, isIconOnly = false, hint, isDisabled = false, isBusy = false } = props;
  const look = `button ${kind}${isIconOnly ? ' is-icon' : ''}${isBusy ? ' is-busy' : ''}`;
  const title = hint ?? (isIconOnly ? label : undefined);
  const content = (
    <>
      {icon === undefined ? null : <Icon name={icon} />}
      <span class={isIconOnly ? 'only-read' : undefined}>{label}</span>
      {props.children}
    </>
  );
  if (props.href !== undefined && !isDisabled) {
    return (
      <a class={look} href={props.href} title={title} download={props.download}>
        {content}
      </a>
    );
  }
  return (
    <button
      class={look}
      type={props.type ?? 'button'}
      title={title}
      disabled={isDisabled || isBusy}
      aria-pressed={props.isPressed}
      aria-busy={isBusy ? 'true' : undefined}
      onClick={props.onClick}
    >
      {content}
    </button>
  );
}
