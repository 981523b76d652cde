/** An error as a person reads it: what happened, and what to do. */
export interface Explanation {
	message: string;
	description: string;
}
