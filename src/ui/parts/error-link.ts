/** A line of the error summary. */
export interface ErrorLink {
  /** `#id` of a field or a question on this page, or the address of another page. */
  href: string;
  text: string;
  /** Goes there in another way than by the address. */
  onfollow?: (() => void) | undefined;
}
