import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { runs } from '../../app/runs-state.js';
import { Button } from '../../components/button.js';

/** Adds runs to the comparison, by a name that is offered while it is typed. */
export function RunPicker({ chosen }: { readonly chosen: { value: readonly string[] } }) {
  const typed = useSignal('');
  const listId = useId();
  const others = (runs.value ?? []).filter(({ id }) => !chosen.value.includes(id));
  const add = () => {
    const found = others.find(({ id }) => id === typed.value.trim());
    if (found === undefined) return;
    chosen.value = [...chosen.value, found.id];
    typed.value = '';
  };
  return (
    <form
      class="run-picker"
      aria-label="Runs of the comparison"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label>
        Add a run
        <input
          type="text"
          list={listId}
          value={typed.value}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            // Chosen from the list
            if (event instanceof InputEvent ? event.inputType === 'insertReplacementText' : true) add();
          }}
        />
      </label>
      <datalist id={listId}>
        {others.slice(0, 200).map(({ id, kind, status }) => (
          <option key={id} value={id}>
            {kind}, {status}
          </option>
        ))}
      </datalist>
      <Button label="Add" icon="plus" isDisabled={!others.some(({ id }) => id === typed.value.trim())} onClick={add} />
    </form>
  );
}
