import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { whenFree } from './after-paint.js';

/** A value as it was when the page last had nothing else to do: what is drawn from it comes behind the paint of all else. */
export function useLater<Value>(value: Value): Value {
  const later = useSignal(value);
  useEffect(() => {
    if (later.peek() === value) return;
    return whenFree(() => {
      later.value = value;
    });
  }, [value]);
  return later.value;
}
