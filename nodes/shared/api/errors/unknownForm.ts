import type { Explanation } from './explanation';

/** The error for a response without the list of items that it should have. */
export const UNKNOWN_FORM: Explanation = {
	message: 'Beeper answered in a form that this node does not know',
	description:
		"The answer has no list of items. Check 'Base URL' of the credential and the version of Beeper Desktop.",
};
