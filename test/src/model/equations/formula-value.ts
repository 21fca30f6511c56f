/**
 * Reads a printed formula as arithmetic: an independent reader of what the document shows.
 *
 * @param formula - text with names, numbers, `+ - * / ^`, parentheses and `exp`; line ends count as spaces
 * @param values - value of every name
 * @returns value of the formula; a name without value gives NaN
 */
export function formulaValue(formula: string, values: Readonly<Record<string, number>>): number {
  const tokens = formula.match(/[A-Za-z_]\w*|\d[\d.]*(?:e[-+]?\d+)?|\S/g) ?? [];
  let next = 0;
  const accept = (...symbols: readonly string[]): string | undefined =>
    symbols.includes(tokens[next] ?? '') ? tokens[next++] : undefined;

  const sum = (): number => {
    let total = accept('+', '-') === '-' ? -product() : product();
    for (;;) {
      const sign = accept('+', '-');
      if (sign === undefined) return total;
      total += sign === '+' ? product() : -product();
    }
  };
  const product = (): number => {
    let total = power();
    for (;;) {
      const operation = accept('*', '/');
      if (operation === undefined) return total;
      total = operation === '*' ? total * power() : total / power();
    }
  };
  const power = (): number => {
    const base = atom();
    return accept('^') === undefined ? base : base ** atom();
  };
  const atom = (): number => {
    const token = tokens[next++] ?? '';
    if (token === '(') return closed(sum());
    if (token === 'exp') return Math.exp(atom());
    return /^\d/.test(token) ? Number(token) : (values[token] ?? Number.NaN);
  };
  const closed = (value: number): number => (accept(')') === undefined ? Number.NaN : value);

  const value = sum();
  return next === tokens.length ? value : Number.NaN;
}
