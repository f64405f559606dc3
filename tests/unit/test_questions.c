/*
 * Asks and answers in every layout that is understood, with the default pack:
 * each case is an invented letter and how each of its questions stands.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "result.h"

#include <stdio.h>
#include <string.h>

#define HEAD                                                                \
    "Hartwell District Council\n\n14 May 2025\n\nDear Ms Okafor,\n\nThank " \
    "you for your request of 22 April 2025, which we have handled under "   \
    "the Freedom of Information Act 2000.\n\n"
#define TAIL                                                              \
    "\n\nIf you are unhappy with this reply you may ask for an internal " \
    "review within 40 working days by writing to foi@hartwell.gov.uk. "   \
    "After that you may complain to the Information Commissioner, "       \
    "ico.org.uk.\n\nYours sincerely,\n\nInformation Officer\n"

static fl_packs *packs;
static fl_scanner *scanner;

static void print_problem(void *data, const fl_problem *p)
{
    (void)data;
    fprintf(stderr, "%s: %s\n", p->file ? p->file : "-", p->text);
}
static const fl_sink sink = { print_problem, NULL };

static int load(void **state)
{
    (void)state;
    if (fl_packs_load(&packs, &(fl_load_options){ 0 }, &sink) != FL_OK)
        return -1;
    return fl_scanner_new(&scanner, packs) == FL_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    return 0;
}

static const fl_facts *facts_of(const char *name, const char *letter)
{
    const fl_result *result = NULL;
    fl_input input = { .path = name, .bytes = letter, .size = strlen(letter) };
    assert_int_equal(
        fl_scan(scanner, &input, &(fl_scan_options){ 0 }, &result, &sink),
        FL_OK);
    assert_non_null(result->facts);
    return result->facts;
}

/* "1 answered; 2 withheld 43(2); 3(a) denied"; "~" before what the letter says
 * as a whole. */
static void print_questions(fl_buf *out, const fl_facts *f)
{
    for (size_t i = 0; i < f->questions.count; i++) {
        const fl_question *q = &f->questions.items[i];
        fl_buf_puts(out, i ? "; " : "");
        fl_buf_add(out, q->id);
        fl_buf_puts(out, q->as_a_whole ? " ~" : " ");
        fl_buf_add(out, fl_question_outcome(f, q));
        for (size_t c = 0; c < q->claims.count; c++) {
            fl_buf_putc(out, ' ');
            fl_buf_add(out, f->claims.items[q->claims.items[c]].provision);
        }
    }
}

typedef struct {
    const char *name, *body, *wanted;
} layout;

static void check(const layout *l, const char *path)
{
    fl_buf letter = { 0 };
    fl_buf_puts(&letter, HEAD);
    fl_buf_puts(&letter, l->body);
    if (!strstr(l->body, "\nFrom: "))
        fl_buf_puts(&letter, TAIL);
    const fl_facts *f = facts_of(path, letter.ptr);
    fl_buf out = { 0 };
    print_questions(&out, f);
    if (strcmp(out.ptr ? out.ptr : "", l->wanted) != 0)
        fail_msg("%s: \"%s\", should be \"%s\"", l->name, out.ptr, l->wanted);
    fl_buf_dispose(&out);
    fl_buf_dispose(&letter);
}

#define ASKS                                                                \
    "You asked:\n\n1. How many skips were hired in 2024?\n2. What was the " \
    "cost of them?\n3. Any complaints about them.\n\n"

static const layout above[] = {
    { "one label of two questions",
      ASKS "Q1. 40.\n\nQ2 and Q3. We do not hold this information.",
      "1 answered; 2 denied; 3 denied" },
    { "numbers above, numbers below",
      ASKS
      "Our answer\n\n1. 214 skips were hired.\n2. We paid \302\24331,400.\n"
      "3. We do not hold any record of complaints.",
      "1 answered; 2 answered; 3 denied" },
    { "one of them has no answer",
      ASKS "Our answer\n\n1. 214 skips were hired.\n3. We do not hold any "
           "record of complaints.",
      "1 answered; 2 missing; 3 denied" },
    { "answers named in words, two at once, one by reference",
      ASKS "Questions 1 and 2: the figures are in the attached table.\n\n"
           "Question 3: see question 1.",
      "1 answered; 2 answered; 3 answered" },
    { "a reference to a refusal is a refusal",
      ASKS "Question 1: 214.\n\nQuestion 2: this is exempt under section "
           "43(2).\n\nQuestion 3: see question 2.",
      "1 answered; 2 withheld 43(2); 3 withheld" },
    { "one answer to numbers without a word",
      ASKS "1 and 3. We hold this information; there were 40, and no "
           "complaints.\n\n2. We do not hold the cost.",
      "1 answered; 2 denied; 3 answered" },
    { "one answer to numbers with brackets, and no mark behind them",
      ASKS "1) 214 were hired.\n\n2) and 3) We do not hold the cost or any "
           "record of complaints.",
      "1 answered; 2 denied; 3 denied" },
    { "the number of an ask in the words of a numbered paragraph",
      "1. You asked:\n\n   a. how many skips were hired;\n   b. what they "
      "cost.\n\n2. Answer to b. We do not hold this.\n\n3. Answer to a. "
      "There were 40.",
      "a answered; b denied" },
    { "one sentence says where several answers stand",
      "You asked for (1) the number of skips, (2) the cost of them and (3) "
      "who drove them.\n\nMy answers to (1) and (2) are in this table.\n\n"
      "Skips   40\nCost    \302\2433,140\n\nOn (3), we do not hold this.",
      "1 answered; 2 answered; 3 denied" },
    { "a list of what is relied on, and no word of refusing",
      ASKS "1. 214.\n\n2. We hold this. The following exemption(s) apply:"
           "\n\n\302\267  Section 43(2)\n\n3. Not held.",
      "1 answered; 2 withheld 43(2); 3 denied" },
    { "the last sentence of a paragraph leads in a quotation",
      "Thank you for your letter, which came to us on 23 April. You asked:"
      "\n\n\"I wrote about skips and was refused. Please send me\n\n(a) "
      "the number of them; and\n\n(b) the cost.\n\nI need this soon.\""
      "\n\nAnswer to (a): 40.\n\nAnswer to (b): we do not hold this.",
      "a answered; b denied" },
    { "numbers from one to another",
      ASKS "1-2: We hold this information; see the table.\n\n3. Not held.",
      "1 answered; 2 answered; 3 denied" },
    { "one answer to two letters",
      "You asked:\n\n1. For each skip\n   (a) where it stood;\n   (b) what "
      "it cost.\n2. Who drove them?\n\nOur reply\n\n1(a) and 1(b). A list "
      "is attached, with the price of each.\n\n2. We do not hold this.",
      "1 answered; 1(a) answered; 1(b) answered; 2 denied" },
    { "short references to other answers",
      ASKS "Q1. 40.\n\nQ2. This is exempt under section 43(2).\n\nQ3 see "
           "Q2.",
      "1 answered; 2 withheld 43(2); 3 withheld" },
    { "several refer to one",
      ASKS "Q1. We do not hold this information.\n\nQ2 and Q3: see Q1.",
      "1 denied; 2 denied; 3 denied" },
    { "a reference in brackets is an aside",
      ASKS "Q1. Exempt under section 43(2).\n\nQ2. We paid "
           "\302\24331,400 in all for them (see Q1).\n\nQ3. None.",
      "1 withheld 43(2); 2 answered; 3 answered" },
    { "answers to the parts in one line, one by reference",
      "You asked:\n\nQ1. How many skips were hired?\nQ2. (a) What did they "
      "cost in 2022? (b) What did they cost in 2023?\n\nPlease see our "
      "answers below.\n\nQ1: We do not hold this information.\n\nQ2 (a) "
      "\302\2434,000. Q2 (b) see Q1.",
      "1 denied; 2 answered; 2(a) answered; 2(b) denied" },
    { "one part is answered with its question, the other by reference",
      "You asked:\n\nQ1. How many skips were hired?\nQ2. (a) What did they "
      "cost in 2022?\n(b) What did they cost in 2023?\n\nPlease see our "
      "answers below.\n\n1. 40.\n2. \302\2434,000 in each year.\nQ2 (b) "
      "see Q1.",
      "1 answered; 2 answered; 2(a) answered; 2(b) answered" },
    { "Response 1",
      "You asked for the following:\n\n1. The number of skips hired in "
      "2024.\n2. The cost of them.\n\nResponse 1: 214 skips.\n\nResponse 2: "
      "We paid \302\24331,400.",
      "1 answered; 2 answered" },
    { "letters above and below",
      "You asked for:\n\n(a) the number of skips hired in 2024;\n(b) the cost "
      "of them;\n(c) the drivers' names.\n\n(a) 214.\n(b) \302\24331,400.\n(c) "
      "The names are withheld under section 40(2) of the Act.",
      "a answered; b answered; c withheld 40(2)" },
    { "parts of a question",
      "You asked:\n\n1. For each skip hired in 2024\n   (a) where it stood;\n"
      "   (b) what it cost.\n2. Who drove them?\n\nOur reply\n\n1(a) A list of "
      "sites is attached.\n1(b) We paid \302\24331,400 in all.\n2. We do not "
      "hold the drivers' names.",
      "1 answered; 1(a) answered; 1(b) answered; 2 denied" },
    { "the parts of the only number are the asks",
      "You asked:\n\n1. For each skip hired in 2024 please say:\n   a. where "
      "it stood\n   b. what it cost\n\nWe hold this information.\n\nQuestion "
      "1a\n\nA list of sites is attached.\n\nQuestion 1b\n\nWe paid "
      "\302\24331,400 in all.",
      "1(a) answered; 1(b) answered" },
    { "bullets answered by bullets in their order",
      "You asked for:\n\n* the number of skips hired in 2024;\n* the cost of "
      "them; and\n* the names of the drivers.\n\nOur response:\n\n* 214 "
      "skips.\n* \302\24331,400.\n* The names are exempt under section 40(2) "
      "of the Act.",
      "1 answered; 2 answered; 3 withheld 40(2)" },
    { "bullets answered by numbers",
      "You asked for:\n\n* the number of skips hired in 2024\n* the cost of "
      "them\n* the drivers' names\n\n1. 214\n2. \302\24331,400\n3. The names "
      "are withheld under section 40(2) of the Act.",
      "1 answered; 2 answered; 3 withheld 40(2)" },
    { "numbers in the line",
      "You asked for (1) the number of skips hired in 2024, (2) what they "
      "cost and (3) who drove them.\n\n(1) 214 skips.\n\n(2) "
      "\302\24331,400.\n\n(3) This is not recorded and so not held.",
      "1 answered; 2 answered; 3 denied" },
    { "letters in the line of a quoted request",
      "You wrote:\n\nPlease tell me for 2024 (a) how many skips were hired, "
      "(b) what they cost, and (c) who drove them.\n\nOur response\n\n(a) 214 "
      "skips.\n\n(b) \302\24331,400.\n\n(c) This is not recorded and so not "
      "held.",
      "a answered; b answered; c denied" },
    { "asks told one after the other, each with its answer",
      "Your questions are answered below.\n\nYou wanted to know how many "
      "skips were hired in 2024. There were 214. You also wished to know what "
      "they cost. The bill came to \302\24331,400.\n\nFinally, you asked "
      "which firm supplied them. It is Hollow Lane Hire.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
    { "asks told in one sentence",
      "You wanted to know how many skips were hired in 2024, how often they "
      "were emptied, and whether any was lost. 214 were hired.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
    { "one ask told, of several that are spoken of",
      "Your questions are answered below.\n\nYou wanted to know how many "
      "skips were hired in 2024. There were 214.",
      "implicit ~answered" },
    { "sentences of one paragraph",
      "You wrote:\n\nPlease provide the number of skips hired in 2024. Please "
      "also provide the cost of them. How many of them were returned "
      "damaged?\n\nOur response\n\n214 skips were hired at a cost of "
      "\302\24331,400 and six came back damaged.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
    { "numbers without a mark",
      "You wanted to know:\n\n1 what each skip cost\n2 how many were "
      "hired\n\n1 The prices are exempt under section 43(2) of the "
      "Act.\n\n2 There were 214.",
      "1 withheld 43(2); 2 answered" },
    { "a quotation ends the request",
      "You requested the following information:\n\n\"Could you tell me how "
      "many skips were hired in 2024?\"\n\nThe Council hired 214 skips.",
      "1 ~answered" },
    { "one answer for all",
      ASKS "We do not hold any of the information you requested, because the "
           "Council has hired no skips.",
      "1 ~denied; 2 ~denied; 3 ~denied" },
    { "the cost of all of them",
      ASKS "We estimate that it would exceed the appropriate limit of "
           "\302\243450 to answer your request and so we refuse it under "
           "section 12(1) of the Act.",
      "1 ~refused 12(1); 2 ~refused 12(1); 3 ~refused 12(1)" },
    { "which of them is refused cannot be told",
      ASKS "214 skips were hired. The drivers' names are exempt under section "
           "40(2) of the Act.",
      "1 ~unclear 40(2); 2 ~unclear 40(2); 3 ~unclear 40(2)" },
    { "neither confirmed nor denied",
      "You asked:\n\n1. How many skips were hired in 2024?\n2. Is Mr Vane "
      "under investigation?\n\n1. 214.\n\n2. We neither confirm nor deny that "
      "we hold this, under section 30(3) of the Act.",
      "1 answered; 2 ncnd 30(3)" },
    { "the reasons of a question stand under a heading of their own",
      ASKS "1. 214 skips were hired.\n\n2. Our reasons are given below.\n\n3. "
           "None.\n\nQuestion 2 - refusal\n\nThe rates are exempt under "
           "section 43(2) of the Act because release would be likely to "
           "prejudice the firm.",
      "1 answered; 2 withheld 43(2); 3 answered" },
    { "numbered sections of the letter are no questions",
      "1. Your request\n\nYou asked how many skips were hired.\n\n2. Our "
      "response\n\n214 skips were hired.\n\n3. Your rights\n\nThey are below.",
      "1 ~answered" },
    { "a list that opens with a quotation mark",
      "You asked:\n\n\"1. How many skips were hired?\n2. What did they "
      "cost?\"\n\n1. 214.\n\n2. This is not recorded and so not held.",
      "1 answered; 2 denied" },
    { "bare numbers on lines",
      "You wished to know:\n\n1 How many skips were hired\n2 What they "
      "cost\n3 Copy of the contract\n\nThe contract is attached. 214 skips "
      "were hired, for \302\24331,400.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
    { "letters answered together",
      "You asked for:\n\nA. the number of skips hired\nB. what they "
      "cost\nC. the contract\n\nA and B. 214 were hired, for "
      "\302\24331,400.\n\nC. We do not hold this.",
      "a answered; b answered; c denied" },
};

static const layout between[] = {
    { "the words question and answer, without numbers",
      "Question: How many skips were hired?\nAnswer: 214\n\nQuestion: Number "
      "of firms\nAnswer: We do not hold this.",
      "1 answered; 2 denied" },
    { "a list that the requester's words lead in",
      "Under the Act I would like to request:\n\n- The number of skips\n- "
      "The longest hire\n- The dearest\n\nResponse:\n\n- 214\n- 31 days\n- "
      "\302\243450",
      "1 answered; 2 answered; 3 answered" },
    { "bullets whose labels ask and whose words behind a colon answer",
      "Our response is below.\n\n- Number of skips hired: 214\n- Total cost "
      "in 2024: \302\24331,400\n- Names of firms: attached\n- Complaints: "
      "we do not hold any record of these.",
      "1 answered; 2 answered; 3 answered; 4 denied" },
    { "numbers in brackets in one paragraph that asks",
      "You asked: (1) how many skips do you have, and (2) which of them are "
      "broken?\n\n1. We have 45.\n2. We do not hold this information.",
      "1 answered; 2 denied" },
    { "numbers with answers between",
      "1. How many skips were hired in 2024?\n\n214.\n\n2. What was the cost "
      "of them?\n\nThis is exempt under section 43(2) of the Act.\n\n3. Any "
      "complaints about them.\n\nNo information is held.",
      "1 answered; 2 withheld 43(2); 3 denied" },
    { "an answer is missing between",
      "1. How many skips were hired in 2024?\n\n214.\n\n2. What was the cost "
      "of them?\n\n3. Who drove them?\n\nThe firm's own drivers.",
      "1 answered; 2 missing; 3 answered" },
    { "question and answer in one line",
      "1) How many skips were hired in 2024? 214\n2) What did they cost? "
      "\302\24331,400\n3) Who hired them out? Barrow Skips",
      "1 answered; 2 answered; 3 answered" },
    { "Q1, A1",
      "Q1. How many skips were hired in 2024?\nA1. 214.\n\nQ2. What was the "
      "cost of them?\nA2. We paid \302\24331,400.\n\nQ3. Who drove them?\nA3. "
      "This information is not held.",
      "1 answered; 2 answered; 3 denied" },
    { "Question 1: …, Answer: …",
      "Question 1: How many skips were hired in 2024?\nAnswer: 214\n\n"
      "Question 2: Please provide the contract.\nAnswer: Withheld under "
      "section 43(2) of the Act.",
      "1 answered; 2 withheld 43(2)" },
    { "headings with the question below",
      "Question 1\n\nHow many skips were hired in 2024?\n\nThe Council hired "
      "214 skips.\n\nQuestion 2\n\nThe name of each firm that hired them "
      "out\n\nWe used Barrow Skips and Tipton Waste.\n\nQuestion 3\n\nWho "
      "drove them?\n\nWe do not hold this information.",
      "1 answered; 2 answered; 3 denied" },
    { "answers whose questions are not quoted",
      "Q1 - 214 skips.\nQ2 - \302\24331,400 in all.\nParts 3 and 4 - We do "
      "not hold the drivers' names.",
      "1 answered; 2 answered; 3 denied; 4 denied" },
    { "bullets of which most ask",
      "\342\200\242 Number of skips hired in 2024\no 214\n\342\200\242 Number "
      "of them returned damaged\no 6\n\342\200\242 If appropriate, grounds on "
      "which a skip was refused\no N/A\n\342\200\242 Please confirm who drove "
      "them\no The firm's own drivers",
      "1 answered; 2 answered; 3 unclear; 4 answered" },
    { "a price behind a dash",
      "* Number of skips hired in 2024\n\n214\n\n* Price of a large skip - "
      "\302\243180\n* Number of complaints received\n\n6",
      "1 answered; 2 answered; 3 answered" },
    { "quarters are no questions",
      "* Please tell us how many skips were hired in each quarter of "
      "2024\n\nQ1: 13\nQ2: 40\nQ3: 44\nQ4: 12\n\n* Please tell us what they "
      "cost\n\n\302\24331,400\n\n* Please list the firms\n\nBarrow Skips and "
      "Tipton Waste.",
      "1 answered; 2 answered; 3 answered" },
    { "paragraphs without a number",
      "How many skips were hired in 2024?\n\n214 skips were hired.\n\nPlease "
      "state what they cost.\n\n\302\24331,400.\n\nWhich firms were used?\n\n"
      "The firms' names are exempt under section 43(2).",
      "1 answered; 2 answered; 3 withheld 43(2)" },
    { "two in a row are answered together",
      "How many skips were hired in 2024?\n\nWhat did they cost?\n\nBoth "
      "figures are in the attached table.\n\nWho drove the lorries?\n\nThis "
      "is not held.",
      "1 answered; 2 answered; 3 denied" },
    { "and if so, which",
      "1. Have skips been hired since 2022, and if so, from which firm?\n\n"
      "Yes, from Barrow Skips.\n\n2. Were any returned damaged? If so, how "
      "many?\n\nWe do not record this.",
      "1 answered; 2 denied" },
    { "a list in an answer leads to no question",
      "Question 1\n\nHow many skips were hired in 2024?\n\n214 skips were "
      "hired.\n\nQuestion 2\n\nWhat do they cost?\n\nThis is exempt under "
      "section 43(2) of the Act:\n\n(1) the prices are the firm's own;\n(2) "
      "it bids for other work.",
      "1 answered; 2 withheld 43(2)" },
    { "a table",
      "Question                                     Answer\n1. How many skips "
      "were hired in 2024?        214\n2. What did they cost?                "
      "       \302\24331,400\n3. Who drove them?                           "
      "Not held",
      "1 answered; 2 answered; 3 denied" },
};

static const layout elsewhere[] = {
    { "only the subject is named",
      "Your request for information about skip hire has been considered. 214 "
      "skips were hired.",
      "1 ~answered" },
    { "two things are named in one sentence",
      "You asked us on 22 April 2025, under the Freedom of Information Act "
      "2000, for the skip hire contract and whether it has been renewed. The "
      "contract is attached and has been renewed.",
      "1 ~answered; 2 ~answered" },
    { "and, if so, a copy is no second thing",
      "You asked whether the Council holds a skip hire contract and, if so, "
      "for a copy. A copy is attached.",
      "1 ~answered" },
    { "letters in the line, and answers by letter",
      "In your request you asked for (a) the skip hire contract and (b) the "
      "drivers' names.\n\n(a) The Council holds the contract. It is exempt "
      "under section 43(2) of the Act.\n\n(b) We do not hold the names.",
      "a withheld 43(2); b denied" },
    { "their number is said",
      "You asked three questions about skip hire. The figures are attached.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
    { "several, of no number",
      "I have looked at your questions about skip hire. The figures are "
      "attached.",
      "implicit ~answered" },
    { "in the mail below, without what isn't asked",
      "The figures are in the attached table.\n\nYours sincerely,\n\nOfficer\n"
      "\nFrom: T Okafor\nSent: 22 April 2025 09:12\nTo: FOI\nSubject: Freedom "
      "of Information request\n\nDear Hartwell District Council,\n\nPlease "
      "could you tell me the following:\n\nHow many skips were hired in "
      "2024?\n\nWhat did they cost?\n\nPlease respond to this request within "
      "20 working days.\n\nYours faithfully,\n\nT Okafor\n\nIs this the "
      "wrong address for requests? If so, use the form.\n",
      "1 ~answered; 2 ~answered" },
    { "a lettered list in the mail below",
      "The figures are in the attached table.\n\nYours sincerely,\n\nOfficer\n"
      "\nFrom: T Okafor\nSent: 22 April 2025 09:12\nTo: FOI\nSubject: "
      "Skips\n\nDear Council,\n\nPlease supply the following:\n\n1. How many "
      "skips were hired in 2024\n   a. by Parks\n   b. by Housing\n2. What "
      "they cost\n\nYours faithfully,\n\nT Okafor\n",
      "1 ~answered; 1(a) ~answered; 1(b) ~answered; 2 ~answered" },
    { "a list in the line, parted by commas",
      "You asked for the number of skips hired in 2024, the cost of emptying "
      "them, and copies of the contracts. 214 were hired.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
    { "data of one ask, however many",
      "You asked, for every skip hired in 2024, the date of hire, the cost, "
      "and the street. 214 were hired.",
      "1 ~answered" },
    { "a quotation in the sentence that speaks of the request",
      "You wrote: \"Please provide the number of skips hired in 2024, plus a "
      "list of the streets. I would also like to know their cost.\"\n\n214 "
      "were hired.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
    { "a word before a colon",
      "Request: a copy of the skip policy, and the number of skips.\n\nThe "
      "policy is attached. 214 skips were hired.",
      "1 ~answered; 2 ~answered" },
    { "semicolons",
      "You asked for the number of skips hired, emptied and lost; the sum "
      "paid; and the policy. 214 were hired.",
      "1 ~answered; 2 ~answered; 3 ~answered" },
};

static void questions__quoted_above(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++)
        check(&above[i], "letter.txt");
}

static void questions__answered_between(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(between) / sizeof(between[0]); i++)
        check(&between[i], "letter.txt");
}

static void questions__told_or_below(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
        check(&elsewhere[i], "letter.txt");
}

static void questions__in_a_table_of_cells(void **state)
{
    (void)state;
    static const layout table = {
        "numbers, questions and answers in columns",
        "| No. | Question | Response |\n|---|---|---|\n| 1 | How many skips "
        "were hired in 2024? | 214 |\n| 2 | The cost of them | "
        "\302\24331,400 |\n| 3 | Who drove them? | We do not hold this "
        "information. |",
        "1 answered; 2 answered; 3 denied"
    };
    check(&table, "letter.md");
}

/* The words that an author uses in general are about the ground claimed. */
static void questions__general_refusals(void **state)
{
    (void)state;
    const fl_facts *f = facts_of(
        "letter.txt", HEAD "We hold the information but are withholding it. "
                           "We estimate that compliance would exceed the "
                           "appropriate limit of \302\243450, and refuse the "
                           "request under section 12(1) of the Act." TAIL);
    for (size_t i = 0; i < f->stances.count; i++)
        assert_false(fl_str_is(fl_atom_name(packs, f->stances.items[i].stance),
                               "withholds"));
    assert_int_equal(f->claims.count, 1);
}

/* The letter's own Sent line dates it; that of a message below it does not. */
static void questions__sent_lines(void **state)
{
    (void)state;
    static const char letter[] =
        "From: Information Team\nSent: 31 March 2025 16:12\nTo: T Okafor\n"
        "Subject: Skips\n\nDear Ms Okafor,\n\nYour request under the Freedom "
        "of Information Act 2000 has been considered. 214 skips were hired."
        "\n\nYours sincerely,\n\nOfficer\n\nFrom: Information Team\nSent: 4 "
        "March 2025 10:00\nTo: T Okafor\nSubject: Acknowledgement\n\nDear Ms "
        "Okafor,\n\nThank you for your request.\n\nYours sincerely,\n\n"
        "Officer\n";
    const fl_facts *f = facts_of("letter.txt", letter);
    fl_day own = 0;
    assert_true(fl_day_parse(FL_STR("2025-03-31"), &own));
    assert_int_equal(f->response, own);
    size_t dated = 0;
    for (size_t i = 0; i < f->elements.count; i++)
        dated += fl_str_is(fl_atom_name(packs, f->elements.items[i].element),
                           "response-date");
    assert_int_equal(dated, 1);
    f = facts_of("letter.txt", strchr(letter, 'D'));
    assert_int_equal(f->response, FL_NO_DAY);
}

/* A date that stands alone below the signature dates the letter. */
static void questions__date_below_signature(void **state)
{
    (void)state;
    const fl_facts *f =
        facts_of("letter.txt", "Dear Ms Okafor,\n\nYour request for "
                               "information has been considered. 214 skips "
                               "were hired.\n\nYours sincerely,\n\nA "
                               "Clerk\n\n14 May 2025\n");
    fl_day own = 0;
    assert_true(fl_day_parse(FL_STR("2025-05-14"), &own));
    assert_int_equal(f->response, own);
}

static void questions__regime_by_wording(void **state)
{
    (void)state;
    const fl_facts *f = facts_of(
        "letter.txt", "Dear Ms Okafor,\n\nThank you for your request for "
                      "information about skips. 214 were hired.\n\nYou may "
                      "ask for an internal review.\n\nYours sincerely,\n");
    assert_true(fl_str_is(fl_atom_name(packs, f->regime), "FOIA"));
    f = facts_of("letter.txt",
                 "Dear Ms Okafor,\n\nThank you for your call about our "
                 "holidays. A brochure is enclosed.\n\nYours sincerely,\n");
    assert_int_equal(f->regime, 0);
}

/* ---- where the letter's own words are, and where the requester's ---------- */

static bool takes(const fl_facts *f, const char *stance)
{
    for (size_t i = 0; i < f->stances.count; i++)
        if (!f->stances.items[i].implied &&
            fl_str_is(fl_atom_name(packs, f->stances.items[i].stance), stance))
            return true;
    return false;
}

static fl_day day_of(const char *text)
{
    fl_day day = FL_NO_DAY;
    assert_true(fl_day_parse(fl_str_from(text), &day));
    return day;
}

/* A letter whose own paragraphs are numbered; a numbered list of asks with its
 * answers in the line is one still. */
static const layout numbered[] = {
    { "the letter's own paragraphs",
      "1. I refer to your request for the skip hire contract.\n\n2. The "
      "Council holds the contract.\n\n3. It is withheld under section "
      "43(2) of the Act.\n\n4. A request for a review should be sent to "
      "the Clerk.\n\n5. You may then complain to the Information "
      "Commissioner.",
      "implicit ~withheld 43(2)" },
    { "asks with their answers behind them",
      "1. How many skips were hired? We hired 214.\n\n2. Your reasons for "
      "refusing my first request? We hold no such record.\n\n3. What did "
      "they cost? We paid \302\24331,400.",
      "1 answered; 2 denied; 3 answered" },
};

/* What ends a quoted request, and what only looks as if it did. */
static const layout quoted[] = {
    { "a refusal that speaks of what was requested",
      "You asked:\n\n\"Please tell me whether the manager was ever warned "
      "about the skips.\"\n\nThe Council can neither confirm nor deny "
      "whether it holds the information you have requested. Section "
      "40(5B)(a)(i) of the Act applies.",
      "1 ~ncnd 40(5B)(a)(i)" },
    { "the same with its ground in the sentence",
      "You asked:\n\n\"Please tell me whether the manager was ever warned "
      "about the skips.\"\n\nThe Council can neither confirm nor deny "
      "whether it holds the information you have requested, under section "
      "40(5B)(a)(i) of the Act.",
      "1 ~ncnd 40(5B)(a)(i)" },
    { "a ground that is explained",
      "You asked:\n\n\"Please tell me whether the manager was ever warned "
      "about the skips.\"\n\nWe do not hold this information. The Act says "
      "in section 40(5B)(a)(i) when an authority tells whether it holds "
      "information.",
      "1 ~denied" },
    { "a quotation below words of the request",
      "Your request received on 22 April\n\n\"The contract for the hire of "
      "all skips in the district\"\n\nWe do not hold a contract.",
      "1 ~denied" },
    { "a quotation that the author brings later",
      "Your request for the skip contract has been considered.\n\nWe do not "
      "hold a contract. Our policy says on page two:\n\n\"Skips are hired "
      "by the day and never under contract\"",
      "implicit ~denied" },
    { "the author's sentence below the heading",
      "Request for information\n\nYour request for information was "
      "received on 22 April 2025.\n\nYou asked us\n\n1. How many skips "
      "were hired?\n2. What did they cost?\n\nOur reply\n\n1. 214.\n2. "
      "We do not hold the cost.",
      "1 answered; 2 denied" },
    { "a stance is followed by no request",
      "Your request is exempt under section 12(1) of the Act as the limit "
      "of \302\243450 would be exceeded.\n\nWhether a skip was full "
      "could only be found by reading 9,000 notes.",
      "implicit refused 12(1)" },
    { "a sole ask that asks for two things",
      "You asked:\n\n\"Please send me the contract for skips and the names "
      "of the drivers.\"\n\nOur reply\n\nWe do not hold this "
      "information.",
      "1 ~denied; 2 ~denied" },
    { "headings of asked and answered",
      "What we were asked\n\n1. Skips hired in 2024\n2. Lorries hired in "
      "2024\n\nWhat we answered\n\n1. 214.\n2. We do not hold this "
      "information.",
      "1 answered; 2 denied" },
    { "what the author asks is no ask",
      "You have asked for everything about skips. So that we can help, "
      "could you tell us please:\n\n- which of our depots you mean\n- "
      "whether you want the invoices\n- what period it is for",
      "1 ~unclear" },
    { "a list of asks in the answer is one",
      "Our answers are these:\n\n- How many skips were hired? 214\n- "
      "Which depots hired them? Two\n- What did they cost? \302\24331,400",
      "1 answered; 2 answered; 3 answered" },
};

static void questions__numbered_paragraphs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(numbered) / sizeof(numbered[0]); i++)
        check(&numbered[i], "letter.txt");
}

static void questions__where_a_request_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(quoted) / sizeof(quoted[0]); i++)
        check(&quoted[i], "letter.txt");
}

#define BELOW                                                               \
    "Dear Ms Okafor,\n\nThank you for your request for the skip contract, " \
    "which we do not hold.\n\nKind regards\n\nOfficer\n\n"

/* The head of a mail may begin with any of its lines. */
static void questions__mail_heads(void **state)
{
    (void)state;
    const fl_facts *f = facts_of(
        "letter.txt",
        "Subject: FOI 118 - contract for the hire of skips\nFrom: Information "
        "Team\nDate: Fri, 2 May 2025 16:31\n\n" BELOW
        "From: T Okafor\nSent: 22 April 2025 07:58\nTo: Information Team\n\n"
        "Dear team,\n\nPlease send me the skip contract. The public "
        "interest plainly outweighs section 43.\n\nT Okafor\n");
    assert_int_equal(f->response, day_of("2025-05-02"));
    assert_true(takes(f, "denies-held"));
    assert_int_equal(f->claims.count, 0);
    /* no head of a mail: a field alone */
    f = facts_of("letter.txt", "Subject: the contract for hire of all our "
                               "skips\n\n" BELOW);
    assert_int_equal(f->response, FL_NO_DAY);
    assert_true(takes(f, "denies-held"));
}

/* "> " before a line quotes it in a text too; ">10" is a figure. */
static void questions__quoted_lines(void **state)
{
    (void)state;
    const fl_facts *f =
        facts_of("letter.txt",
                 HEAD "> How many skips were hired in 2024 by Parks?\n\nWe "
                      "hired 214.\n\n> What did they cost?\n\nWe "
                      "do not hold this." TAIL);
    assert_int_equal(f->questions.count, 2);
    const fl_question *q = &f->questions.items[0];
    fl_str ask = fl_str_slice(f->doc->text, q->ask_start, q->ask_end);
    assert_true(fl_str_is(ask, "How many skips were hired in 2024 by "
                               "Parks?"));
    f = facts_of("letter.txt", HEAD ">10 skips were hired." TAIL);
    bool kept = false;
    for (size_t i = 0; i < f->doc->text.len; i++)
        kept |= f->doc->text.ptr[i] == '>';
    assert_true(kept);
}

/* Who writes to ask for a review made the request on another day. */
static void questions__dates_of_reviewed_requests(void **state)
{
    (void)state;
    const fl_facts *f = facts_of(
        "letter.txt",
        "11 June 2025\n\nDear Ms Okafor,\n\nInternal review\n\nOn 14 May "
        "2025 you asked me to review the decision of 2 May on your request "
        "of 22 April 2025 for the skip contract and for the names of the "
        "drivers.\n\nI uphold your complaint. We do not hold the contract."
        "\n\nYours sincerely,\n\nOfficer\n");
    assert_int_equal(f->received, day_of("2025-04-22"));
    assert_int_equal(f->questions.count, 2);
    assert_true(takes(f, "denies-held"));
    f = facts_of("letter.txt",
                 "11 June 2025\n\nDear Ms Okafor,\n\nOn 14 May 2025 you "
                 "asked for the skip contract. We do not hold it.\n\nYours "
                 "sincerely,\n\nOfficer\n");
    assert_int_equal(f->received, day_of("2025-05-14"));
}

/* Which of several asks a paragraph without label answers cannot be told; that
 * a letter without any such paragraph answers none can be. */
static void questions__answers_of_no_one_question(void **state)
{
    (void)state;
    static const char asks[] =
        "\n-----Original Message-----\nFrom: Ama Okafor\nSent: 22 April "
        "2025 10:00\nTo: FOI\nSubject: Skips\n\nUnder the Freedom of "
        "Information Act please tell me:\n\n1. How many skips were hired?\n"
        "2. What did they cost?\n\nIf you refuse, cite the exemption, e.g. "
        "section 43.";
    fl_buf letter = { 0 };
    fl_buf_puts(&letter, HEAD "Skips of all makes come to the depot, and some "
                              "are being mended there at present." TAIL);
    fl_buf_puts(&letter, asks);
    const fl_facts *f = facts_of("letter.txt", letter.ptr);
    assert_int_equal(f->questions.count, 2);
    assert_true(f->questions.items[0].answered);
    assert_true(f->questions.items[1].answered);
    fl_buf_dispose(&letter);
    fl_buf_puts(&letter, HEAD "I hope the information we have provided is of "
                              "help to your enquiries." TAIL);
    fl_buf_puts(&letter, asks);
    f = facts_of("letter.txt", letter.ptr);
    assert_int_equal(f->questions.count, 2);
    assert_false(f->questions.items[0].answered);
    assert_false(f->questions.items[1].answered);
    fl_buf_dispose(&letter);
}

/* "The answers are:" leads in answers, though its paragraph tells of a
 * request first. */
static void questions__answers_led_in(void **state)
{
    (void)state;
    const fl_facts *f =
        facts_of("letter.txt",
                 "Hello,\n\nYou wrote to us on 15 May 2025 with some freedom "
                 "of information questions about our skips. The answers are:"
                 "\n\n\"small\" skip \xc2\xa3"
                 "32 a day, large \xc2\xa3"
                 "14"
                 "\n\nthree of them are hired, from Dell & Son\n\nBest "
                 "wishes\n\nOfficer\n");
    assert_int_equal(f->questions.count, 1);
    assert_true(f->questions.items[0].implicit);
}

static void check_ask(const fl_facts *f, uint32_t question, const char *words)
{
    assert_true(question < f->questions.count);
    const fl_question *q = &f->questions.items[question];
    fl_str text = fl_str_slice(f->doc->text, q->ask_start, q->ask_end);
    if (!fl_str_is(text, words))
        fail_msg("\"%.*s\", should be \"%s\"", FL_ARG(text), words);
}

/* An ask in a line of several ends where the next begins. */
static void questions__words_of_asks_in_a_line(void **state)
{
    (void)state;
    const fl_facts *f = facts_of(
        "letter.txt", HEAD "You asked:\n\nQ1. Who drove the skips?\nQ2. (a) "
                           "What did they cost in 2022? (b) What did they "
                           "cost in 2023?\n\nQ1. Not held.\n\nQ2 (a) 4. Q2 "
                           "(b) 5." TAIL);
    assert_int_equal(f->questions.count, 4);
    check_ask(f, 2, "What did they cost in 2022?");
    check_ask(f, 3, "(b) What did they cost in 2023?");
    f = facts_of("letter.txt",
                 HEAD "You asked for (1) the number of skips, and (2) their "
                      "cost.\n\n(1) 214.\n\n(2) 31." TAIL);
    assert_int_equal(f->questions.count, 2);
    check_ask(f, 0, "(1) the number of skips, and");
    check_ask(f, 1, "(2) their cost.");
}

static fl_atom regime_of(const char *letter)
{
    return facts_of("letter.txt", letter)->regime;
}

/* "Regulation 14" is of rules of the house where the letter names its law. */
static void questions__regime_by_lead(void **state)
{
    (void)state;
    fl_atom named = regime_of(
        HEAD "We do not hold this. Cheating is dealt with by Regulation 12 "
             "and Regulation 14." TAIL);
    assert_true(fl_str_is(fl_atom_name(packs, named), "FOIA"));
    fl_atom alone =
        regime_of("Dear Ms Okafor,\n\nYour request is refused under "
                  "Regulation 12(4)(b).\n\nYours sincerely,\n\nOfficer\n");
    assert_true(fl_str_is(fl_atom_name(packs, alone), "EIR"));
    assert_int_equal(
        regime_of("Dear Ms Okafor,\n\nYou headed your e-mail as a freedom of "
                  "information request, but I will answer it as an ordinary "
                  "enquiry. The skip stands in Mill Lane.\n\nYours "
                  "sincerely,\n\nOfficer\n"),
        0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions__quoted_above),
        cmocka_unit_test(questions__answered_between),
        cmocka_unit_test(questions__told_or_below),
        cmocka_unit_test(questions__in_a_table_of_cells),
        cmocka_unit_test(questions__general_refusals),
        cmocka_unit_test(questions__sent_lines),
        cmocka_unit_test(questions__date_below_signature),
        cmocka_unit_test(questions__regime_by_wording),
        cmocka_unit_test(questions__numbered_paragraphs),
        cmocka_unit_test(questions__where_a_request_ends),
        cmocka_unit_test(questions__mail_heads),
        cmocka_unit_test(questions__quoted_lines),
        cmocka_unit_test(questions__dates_of_reviewed_requests),
        cmocka_unit_test(questions__answers_of_no_one_question),
        cmocka_unit_test(questions__answers_led_in),
        cmocka_unit_test(questions__words_of_asks_in_a_line),
        cmocka_unit_test(questions__regime_by_lead),
    };
    return cmocka_run_group_tests_name("questions", tests, load, unload);
}
