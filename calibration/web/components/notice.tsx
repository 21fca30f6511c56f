import type { ComponentChildren } from 'preact';
import { Icon } from './icon.js';

interface NoticeProps {
  readonly kind?: 'info' | 'good' | 'warn' | 'bad';
  readonly title?: string;
  readonly children?: ComponentChildren;
}

const icons = { info: 'info', good: 'check', warn: 'warn', bad: 'warn' } as const;

/** A remark in the page: what to know, or what went wrong. */
export function Notice({ kind = 'info', title, children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'note'}>
      <Icon name={icons[kind]} />
      <div>
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
