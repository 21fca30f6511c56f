import { useId } from 'preact/hooks';

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: { value: T };
  readonly options: readonly { readonly value: T; readonly label: string }[];
  /** The label is read and not shown. */
  readonly isLabelHidden?: boolean;
}

/** One of several values. */
export function Select<T extends string>({ label, value, options, isLabelHidden = false }: SelectProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={isLabelHidden ? 'only-read' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value.value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) value.value = chosen.value;
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
