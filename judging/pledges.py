# Signed by jurors of a round that brings no text of its own.
STANDARD_PLEDGE = """\
I will keep what I read here to myself, during the judging and after it. I will not copy it, pass it on, put it into any \
other system or use it for my own work or my employer's.

I will say before I read an entry whether anything ties me to the company, and I will not judge where I am not free to.

I will judge each entry on what was submitted, by the criteria of this prize and on my own. I will not discuss entries \
or marks with anybody before the jury meets, and I will tell nobody the outcome before it is announced."""
