/*
 * The closed list of notices.
 * SPDX-License-Identifier: MIT
 */
#include "decide/notice.h"

static const fl_notice_info table[FL_NOTICE_COUNT] = {
    { "suppression-without-reason", "A comment gives no reason",
      "Write the reason behind the rules, after \" -- \".", FL_SEVERITY_ERROR },
    { "suppression-not-understood", "A comment cannot be understood",
      "Write disable-next-line, disable-line, disable, disable-file or enable, "
      "then the rules.",
      FL_SEVERITY_ERROR },
    { "unused-suppression", "A comment suppresses nothing",
      "Take the comment out.", FL_SEVERITY_WARNING },
    { "stale-decision", "A recorded decision is of no finding any more",
      "Take the entry out, or record the decision anew for the new words.",
      FL_SEVERITY_WARNING },
    { "expired-decision", "A recorded decision has expired",
      "Decide again, or correct the draft.", FL_SEVERITY_WARNING },
    { "stale-baseline-entry", "A baseline entry is of no finding any more",
      "Take it out with --prune-baseline, so that the finding cannot come "
      "back unseen.",
      FL_SEVERITY_ERROR },
};

const fl_notice_info *fl_notice_about(fl_notice_kind kind)
{
    return &table[kind];
}
