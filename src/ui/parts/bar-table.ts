/** `s1`–`s4` the four-level scale, `one` a single share, `outline` what is missing. */
export type BarKind = 's1' | 's2' | 's3' | 's4' | 'one' | 'outline';

/** A piece of a bar; `share` is 0–1 of the whole width, so the base is always 0. */
export interface BarPiece {
  kind: BarKind;
  share: number;
}

export interface BarRow {
  label: string;
  strong?: boolean | undefined;
  pieces: readonly BarPiece[];
  /** Where the bar begins, 0–1: what is missing stands after what is there. */
  offset?: number | undefined;
  /** As they are to be shown ("47", "63 %"); null where the group is too small to be shown. */
  figures: readonly (string | null)[];
}

/** A column of figures; `title` is what is seen, `rest` what is read after it ("Borde" + " kunna prestera bättre"). */
export interface BarColumn {
  title: string;
  rest?: string | undefined;
}

/**
 * Lets a piece take its share (0–1) of the bar. Set on the element's style object: the content security policy
 * refuses a style attribute.
 */
export const grow = (share: number) => (element: HTMLElement) => {
  element.style.flexGrow = String(share);
};
