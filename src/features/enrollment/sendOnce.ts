import { ApiError } from '../../api/errors.ts';

/** True where the server may have issued although no usable answer came: sending again could issue a second certificate. */
export function mayHaveIssued(error: unknown): boolean {
  return error instanceof ApiError && error.outcomeUnknown;
}

/** The list of this browser, in which a request is found again when the tab was closed. */
interface Notes<Sent, Answer> {
  /** `answer` null: none came yet. */
  keep: (sent: Sent, answer: Answer | null) => void;
  forget: (sent: Sent) => void;
}

/** The order of things around one enrollment, which is sent once and never a second time unless somebody asks for that. */
export class SendOnce<Sent, Answer> {
  readonly #notes: Notes<Sent, Answer>;
  #state: 'free' | 'under way' | 'ended' = 'free';
  #sent: Sent | null = null;
  #adopted = false;

  constructor(notes: Notes<Sent, Answer>) {
    this.#notes = notes;
  }

  /**
   * Notes the request, then sends it with `transmit`; nothing of both while one is under way or has ended without a refusal.
   * A refusal takes the note back and sets the way free; after anything else only `change` does. Never rejects because of
   * `transmit`: null where nothing was sent or no answer came.
   */
  async send(sent: Sent, transmit: () => Promise<Answer>): Promise<Answer | null> {
    if (this.#state !== 'free') return null;
    this.#state = 'under way';
    this.#sent = sent;
    this.#notes.keep(sent, null);
    let answer: Answer;
    try {
      answer = await transmit();
    } catch (failure) {
      const lost = mayHaveIssued(failure);
      this.#state = lost ? 'ended' : 'free';
      if (!lost) this.#notes.forget(sent);
      return null;
    }
    this.#state = 'ended';
    this.#notes.keep(sent, answer);
    return answer;
  }

  /** Sets the way free for another sending; false, and nothing changes, while one is under way. */
  change(): boolean {
    if (this.#state === 'under way') return false;
    this.#state = 'free';
    this.#adopted = false;
    return true;
  }

  /** Notes a certificate that was searched for as the answer; false, and nothing changes, unless the request has ended and none was taken yet. */
  adopt(answer: Answer): boolean {
    if (this.#state !== 'ended' || this.#sent === null || this.#adopted) return false;
    this.#adopted = true;
    this.#notes.keep(this.#sent, answer);
    return true;
  }
}
