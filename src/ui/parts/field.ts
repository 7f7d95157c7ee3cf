/** What every field has around its control. */
export interface FieldProps {
  /** Also the target of a link in the error summary. Made when left out. */
  id?: string | undefined;
  label: string;
  hint?: string | undefined;
  /** What is wrong and what to do; stands above the control. */
  error?: string | undefined;
  /** Turns the control off and says why. */
  disabledReason?: string | undefined;
}

/** What the control itself needs of its field. */
export interface ControlAttributes {
  id: string;
  disabled: boolean;
  'aria-invalid': 'true' | undefined;
  'aria-describedby': string | undefined;
}
