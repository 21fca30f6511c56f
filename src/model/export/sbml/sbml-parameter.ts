/** A parameter of a document. */
export interface SbmlParameter {
  readonly id: string;
  readonly name?: string;
  /** Undefined where a rule or an initial assignment gives it. */
  readonly value?: number;
  /** As the model writes it. */
  readonly unit: string;
  readonly constant: boolean;
  readonly remarks: readonly string[];
}
