import type { OperationName, ValueType } from './operations.js';

/**
 * A small code for numerical kernels, as plain data; a target prints it for a machine.
 *
 * A vector is one f64 per lane, its bits as i64 where an operation needs them. An operation works on every lane alike and
 * none moves a number from one lane to another, so that a lane's numbers do not depend on its neighbours, and the number of
 * lanes is chosen when the code is printed.
 */
export interface CodeModule {
  /** In an order in which each function calls earlier ones only. */
  readonly functions: readonly CodeFunction[];
  /** Names of the functions that the host may call. */
  readonly exported: readonly string[];
}

export interface CodeFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result: ResultType;
  /** Types of the variables behind the parameters; they begin as zero. */
  readonly locals: readonly ValueType[];
  readonly body: readonly Statement[];
}

/** What a function returns: a number at most. */
export type ResultType = 'i32' | 'f64' | 'none';

export interface Expression<Type extends ValueType = ValueType> {
  readonly type: Type;
  readonly node: ExpressionNode;
}

export type ExpressionNode =
  /** An i32 or an f64. */
  | { readonly kind: 'number'; readonly value: number }
  /** An i64, or the same one in every lane of a vector. */
  | { readonly kind: 'bits'; readonly value: bigint }
  /** A parameter or, behind them, a local. */
  | { readonly kind: 'local'; readonly index: number }
  | ({ readonly kind: 'load' } & Place)
  | { readonly kind: 'operation'; readonly name: OperationName; readonly operands: readonly Expression[] }
  /** Of a function that stores nothing: operands are computed in any order. */
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] };

/** Where a value lies in memory: a fixed byte address, plus one that is computed. Lanes of a vector are neighbours. */
export interface Place {
  readonly address: number;
  readonly at?: Expression<'i32'> | undefined;
}

export type Statement =
  | { readonly kind: 'set'; readonly index: number; readonly value: Expression }
  | ({ readonly kind: 'store'; readonly value: Expression } & Place)
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'if';
      readonly condition: Expression<'i32'>;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  /** The body as long as the condition, asked before each turn, is not 0. */
  | { readonly kind: 'while'; readonly condition: Expression<'i32'>; readonly body: readonly Statement[] }
  /** The body, and again as long as the condition, asked after each turn, is not 0. */
  | { readonly kind: 'repeat'; readonly condition: Expression<'i32'>; readonly body: readonly Statement[] }
  | { readonly kind: 'return'; readonly value?: Expression | undefined };
