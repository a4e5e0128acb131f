/** An answer is awaited; understanding only needs to know of what kind. */
export interface Question {
  kind: string;
  command: string;
  slot?: string;
}
