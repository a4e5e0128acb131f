/** Why a rule said what it said; what 「依据」 shows. `text` and `source` are Chinese, as people read them. */
export interface Reason {
  code: string;
  text: string;
  /** Law and article, or 「行内约定（可配置）」. */
  source: string;
  /** The facts it rests on, one line, with their dates. */
  facts?: string;
}
