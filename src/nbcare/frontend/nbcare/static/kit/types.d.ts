// The shapes that travel between page and host, for the type checker alone: no browser loads this file.

/** What an answer of any kind may be; null is the empty one. */
export type Response = null | string | string[] | { [part: string]: string | string[] };

/** A question as its page has it: a graded one and a pre-question come without key, why and feedback. */
export interface ItemProps {
  id: string;
  kind: string;
  use: "practice" | "graded";
  stem: string;
  shown: string;
  /** Hashes by the rule of release 1.0, and what each is today. */
  was?: { [hash: string]: string };
  moment?: "before";
  earlier?: string;
  number?: number;
  of?: number;
  points?: number;
  key?: unknown;
  why?: string;
  feedback?: { [choice: string]: string };
  [field: string]: any;
}

/** A case of several steps; a graded step that is not opened yet is null on a page of the portal. */
export interface CaseProps {
  id: string;
  use: "practice" | "graded";
  title: string;
  intro: string;
  steps: (ItemProps | null)[];
}

/** An explorer; without a prediction nothing of it is saved. */
export interface ExplorerProps {
  id: string;
  widget: string;
  shown?: string;
  prediction?: { options: { [choice: string]: string }; [field: string]: any };
  [field: string]: any;
}

/** What is on disk of one item: the answer, and how often it was written. */
export interface ResponseEntry {
  response: Response;
  revision: number;
}

/** What a question begins with: its entry, and the answer that was given before reading. */
export interface ItemState extends ResponseEntry {
  earlier?: Response;
  /** The answer on disk is to the question as it was before; it is not told. */
  changed?: boolean;
  /** The right answer of a practice question was corrected after it was answered. */
  corrected?: boolean;
}

/** How far a case is opened: 1 at the start, one more than there are steps at its end. */
export interface CaseState {
  opened: number;
  items: { [item: string]: ItemState };
}

/** Widget to host: keep this answer, given over the revision `saw`. */
export interface SaveMessage {
  type: "save";
  nonce: string;
  item: string;
  response: Response;
  saw: number;
  shown: string;
  /** When this page began to show the item. */
  opened?: string;
  /** For how long it was in sight since then, or since the last answer. */
  seconds?: number;
}

/** Widget to host: open the next step of a case, or begin it again. */
export interface MoveMessage {
  type: "open" | "again";
  nonce: string;
  case: string;
  saw: number;
}

/** Widget to host: hand in what is on disk. */
export interface HandInMessage {
  type: "hand-in";
  nonce: string;
  /** The revision of each answer that the page showed; of a case, how many of its steps were open. */
  reviewed?: { [id: string]: number };
}

/** Widget to host: tell what is on disk; `fresh` asks the course anew where a page keeps what it heard. */
export interface HelloMessage {
  type: "hello";
  fresh?: boolean;
}

export type WidgetMessage = SaveMessage | MoveMessage | HandInMessage | HelloMessage | { type: "summary" };

/** Host to widget: the answer is on disk. */
export interface SavedMessage {
  type: "saved";
  nonce: string;
  item: string;
  revision: number;
  at?: string;
}

/** Host to widget: another window saved a different answer. */
export interface ConflictMessage extends ResponseEntry {
  type: "conflict";
  nonce: string;
  item: string;
}

/** Host to widget: the answer is not kept; `again` asks the widget to go on trying. */
export interface RefusedMessage {
  type: "refused";
  nonce: string;
  item?: string;
  reason: string;
  code?: string;
  again?: boolean;
  /** What a hand-in should have named as reviewed. */
  changed?: { [id: string]: number };
}

/** Host to widget: what is on disk of one item. */
export interface StateMessage extends ItemState {
  type: "state";
  item: string;
}

export type SaverMessage = SavedMessage | ConflictMessage | RefusedMessage | StateMessage;

/** What a widget sees of its host. */
export interface WidgetModel {
  get(trait: string): any;
  on(event: string, callback: (message: any) => void): void;
  off(event: string, callback: (message: any) => void): void;
  send(message: WidgetMessage): void;
}

/** What a kind gets of its question: where to say that something was chosen, or is being written. */
export interface KindContext {
  seed: string;
  name: string;
  /** Which question of the page this is, for the names of its controls; empty when nobody numbered it. */
  title?: string;
  changed: () => void;
  dirty: () => void;
}

/** A kind's control on the page. */
export interface KindView {
  element: HTMLElement;
  get(): Response;
  /** Show a response of this kind; null shows none. */
  set(response: any): void;
  review(marks: { [element: string]: string } | null): void;
  stop?(): void;
}

/** One line of an answer in words; the place is the row, the gap or the part that a choice belongs to. */
export interface AnswerLine {
  place?: string;
  text: string;
  /** The learner's own words, in any language. */
  written?: boolean;
}

/** One thing that the feedback explains. */
export interface ExplainedElement {
  id: string;
  label: string;
  look: string;
  group?: string;
  chosen?: boolean;
  detail?: string;
}

/** What the folder of a kind exports. */
export interface Kind {
  mount(item: ItemProps, ctx: KindContext): KindView;
  describe(item: ItemProps, response: any): AnswerLine[];
  elements(item: ItemProps, response: any): ExplainedElement[];
  /** Read a response; throws Invalid when it is none for this item. */
  read(item: ItemProps, response: any): any;
  /** Throw Invalid for a response that `read` takes and that is too incomplete to be saved. */
  refuseIncomplete?(item: ItemProps, response: any): void;
  points(item: ItemProps, answer: any): number;
  max(item: ItemProps): number;
  marks(item: ItemProps, answer: any): { [element: string]: string };
  /** The name of its scoring rule among `strings.rules`, or how to find it. */
  rule: string | ((item: ItemProps) => string);
  /** "manual" when a person gives the points. */
  status?: "manual";
  /** Tell whether two responses are one answer, where it takes more than to compare their parts. */
  same?(item: ItemProps, a: Response, b: Response): boolean;
  /** Whether the order of a list is what is asked for. */
  inOrder?: boolean;
  /** The style sheets in its folder. */
  styles?: string[];
}

/** Words by name, closed: a name that is not among them is an error. */
export type Words<T> = T extends (...given: any[]) => any
  ? T
  : T extends object
    ? { readonly [Name in keyof T]: Words<T[Name]> }
    : T;

declare global {
  interface Window {
    __nbcarePending?: Map<string, any>;
    __nbcareShown?: Map<string, number>;
    _JUPYTERLAB?: any;
  }
  // What a selector finds is known to the page, not to a checker.
  interface ParentNode {
    querySelector(selectors: string): any;
    querySelectorAll(selectors: string): NodeListOf<any>;
  }
  interface Element {
    closest(selectors: string): any;
  }
  interface Document {
    getElementById(id: string): any;
  }
}
