import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from './button.js';

interface DialogProps {
  readonly title: string;
  readonly isOpen: Signal<boolean>;
  /** Takes as much of the screen as there is. */
  readonly isWide?: boolean;
  /** Buttons at the foot. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A dialog over the page: takes the focus, gives it back, and closes by Escape, its button, or a click beside it. */
export function Dialog({ title, isOpen, isWide = false, actions, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const wanted = isOpen.value;
  useEffect(() => {
    const { current } = dialog;
    if (current === null || current.open === wanted) return;
    if (wanted) current.showModal();
    else current.close();
  }, [wanted]);
  const close = () => {
    isOpen.value = false;
  };
  return (
    // A click on the dialog itself is one beside its content; Escape does the same for the keyboard
    <dialog
      ref={dialog}
      class={isWide ? 'dialog wide' : 'dialog'}
      aria-labelledby={titleId}
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <Button kind="quiet" icon="close" label="Close" isIconOnly onClick={close} />
        </div>
        {wanted ? children : null}
        {actions === undefined ? null : <div class="dialog-foot">{actions}</div>}
      </div>
    </dialog>
  );
}
