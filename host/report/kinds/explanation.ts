// What is told of a kind of action: the form of the tables beside this file.

export type Explanation = {
  /** Why a plan has it. */
  readonly why: string;
  /** A section of the specification; of a manual page where the specification leaves it to the runtime. */
  readonly spec: string;
  /** What would go wrong without it, or if it were done carelessly; absent: it protects against nothing. */
  readonly protects?: string;
};

export type Explanations = Readonly<Record<string, Explanation>>;
