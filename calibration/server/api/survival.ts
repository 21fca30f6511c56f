/** A table of patients in the folder of inputs. */
export interface PatientTable {
  readonly name: string;
  /** As the command line names it. */
  readonly path: string;
  readonly text: string;
}
