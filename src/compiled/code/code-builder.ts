import type { CodeFunction, CodeModule, Expression, ResultType, Statement } from './code.js';
import type { ValueType } from './operations.js';

/** A variable of the function under construction. */
export interface Local<Type extends ValueType = ValueType> {
  get(): Expression<Type>;
  set(value: Expression<Type>): Statement;
}

type LocalsOf<Types extends readonly ValueType[]> = { [Index in keyof Types]: Local<Types[Index]> };

/** Builds a module function by function. */
export class CodeBuilder {
  readonly #functions: CodeFunction[] = [];
  readonly #exported: string[] = [];
  #parameters = 0;
  #locals: ValueType[] = [];

  /** What was built so far. */
  get module(): CodeModule {
    return { functions: this.#functions, exported: this.#exported };
  }

  /**
   * Adds a function.
   *
   * @param name - letters, digits and underscores
   * @param parameters - types; their locals are handed to `body` in order
   * @param body - gives the statements; may ask for `local`s
   */
  function<const Parameters extends readonly ValueType[]>(
    name: string,
    parameters: Parameters,
    result: ResultType,
    body: (...given: LocalsOf<Parameters>) => readonly Statement[],
  ): void {
    this.#parameters = parameters.length;
    this.#locals = [];
    const given = parameters.map((type, index) => localAt(type, index)) as LocalsOf<Parameters>;
    const statements = body(...given);
    this.#functions.push({ name, parameters, result, locals: this.#locals, body: statements });
  }

  /** A variable of the function whose body is being given. */
  local<Type extends ValueType>(type: Type): Local<Type> {
    this.#locals.push(type);
    return localAt(type, this.#parameters + this.#locals.length - 1);
  }

  /** Lets the host call a function. */
  export(name: string): void {
    this.#exported.push(name);
  }
}

function localAt<Type extends ValueType>(type: Type, index: number): Local<Type> {
  const node = { kind: 'local', index } as const;
  return { get: () => ({ type, node }), set: (value) => ({ kind: 'set', index, value }) };
}
