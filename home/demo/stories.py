"""Best-practice stories of the demo, told of invented companies that won in earlier years."""

from typing import NamedTuple

from home.enums import StoryFocus


class Story(NamedTuple):
    company: str
    title: str
    summary: str
    motif: str
    alternative_text: str
    sections: tuple
    figures: tuple
    quote: tuple
    lessons: str
    # People, US dollars, months, and what else it took.
    effort: tuple
    focus: str = StoryFocus.PRACTICE


STORIES = (
    Story(
        "Marrowstone Precision",
        "The grinder that tells you when it is tired",
        "A shop in Easthampton stopped burning parts without buying a single sensor: the machine had been telling them "
        "all along.",
        "blades",
        "Drawing of a bladed wheel in which one blade is marked in orange.",
        (
            (
                "What was done",
                "The spindle drive reports its current twelve times a second. For years the number went nowhere. Two "
                "machinists wrote it down by hand for a week and laid the list beside the inspection sheets: in the ten "
                "minutes before a part burnt, the current had always begun to climb.",
            ),
            (
                "How it works today",
                "A small computer beside the control keeps the last hour of current. When the climb begins, a lamp turns "
                "orange and the operator dresses the wheel. Nothing happens by itself: the operator decides, and presses "
                "a button when the lamp was wrong. In ten months it was wrong four times.",
            ),
        ),
        (
            ("Parts burnt, percent", 3.8, 0, "%"),
            ("Parts per wheel", 410, 655, ""),
            ("Inspection, hours a week", 22, 6, "h"),
        ),
        ("We did not make the machine smarter. We began to listen to it.", "Ines Caldera", "Grinding lead"),
        "Read the signals that your machines already give before you buy new ones.\n"
        "Let the people at the machine find the pattern; they know which hour was strange.\n"
        "Keep the decision with the operator, and count how often the lamp is wrong.",
        (3, 2400, 10, "And a foreman who let two machinists write numbers on paper for a week."),
    ),
    Story(
        "Gossamer Falls Textiles",
        "From five weeks to two days",
        "A mill from 1891 brought its designers back by making less at a time.",
        "weave",
        "Drawing of a woven cloth in which one thread is orange.",
        (
            (
                "What was done",
                "The mill had bought faster looms twice, and its samples still took five weeks. A visitor asked to follow "
                "one order through the house. It was woven for four hours and waited for thirty-three days.",
            ),
            (
                "The small dye house",
                "Four laboratory vats were put on wheels beside the looms. A lot is now two kilograms of yarn instead of "
                "two hundred. The planner moved from the office to the floor and plans by the hour, with chalk.",
            ),
        ),
        (
            ("Order to sample, days", 35, 2, "days"),
            ("Yarn in stock, tonnes", 61, 14, "t"),
            ("Designers ordering", 9, 49, ""),
        ),
        ("Waiting was our largest machine, and we had never switched it off.", "Tobias Renner", "Planner"),
        "Follow one order on foot, with a watch.\n"
        "Shrink the lot before you speed up the machine.\n"
        "Put planning where it can see the work.",
        (5, 38000, 14, "The chalk cost four dollars."),
    ),
    Story(
        "Crowfoot Assembly",
        "A factory made of cardboard",
        "Operators in Milford built their new line from boxes and tape, worked on it for a week, and changed it 61 times.",
        "blocks",
        "Drawing of stacked crates, two of them orange.",
        (
            (
                "What was done",
                "The old line had been drawn by engineers who are good at drawing. The operators had been walking round "
                "its corners for nine years. For the new one they were given a hall, a pallet of cardboard and a week.",
            ),
            (
                "The week",
                "On Monday the line was straight. On Wednesday it was a horseshoe. On Friday it was two horseshoes, and "
                "the heaviest part no longer had to be lifted. Only then was steel ordered.",
            ),
        ),
        (
            ("Assemblies per hour", 18, 26, ""),
            ("Lifts above 10 kg, per shift", 140, 0, ""),
            ("Changes after start", 37, 2, ""),
        ),
        (
            "They asked me where the screwdriver should hang. Nobody had ever asked me that.",
            "Maribel Oquendo",
            "Assembler",
        ),
        "Build it in cardboard and work on it for a whole week.\n"
        "Pay overtime for the week: it is the cheapest engineering you will buy.\n"
        "Count the changes. Sixty is a good number.",
        (11, 21000, 4, "A week of overtime for eleven people, and a truckload of cardboard."),
    ),
    Story(
        "Thistledown Presswork",
        "One screen, eleven presses, no waiting",
        "The tool setter was the bottleneck until everybody could see where he would be needed next.",
        "gears",
        "Drawing of two meshing gears, the smaller one orange.",
        (
            (
                "What was done",
                "Each die got a counter for forty dollars. A single screen over the line shows the three changes that "
                "come next. After a month of watching, the operators asked whether they could do the easy ones themselves.",
            ),
        ),
        (("Press hours spent waiting, percent", 19, 4, "%"), ("Operators who can change a die", 1, 14, "")),
        ("I used to run all day. Now I build the dies that never need me.", "Walt Jessup", "Die builder"),
        "Show the next three jobs, not the whole plan.\nWait until people ask to learn it, then teach at once.",
        (4, 640, 3, "The operators asked for the rest themselves."),
    ),
    Story(
        "Hazelrigg Turning",
        "Thirty-four people, thirty-four teachers",
        "In Orange everybody teaches one thing a month, and the machines no longer fall ill with their operators.",
        "hands",
        "Drawing of four people side by side at a bench, one in orange.",
        (
            (
                "What was done",
                "A wall in the canteen shows every person and every machine. A green dot means “can”, a ring means “is "
                "learning”. Each month everybody teaches one thing to two others in paid time, and moves two dots.",
            ),
            (
                "Careers",
                "Three of the dots belong to people who came from the vocational school at eighteen. One of them now "
                "programs the five-axis mill and teaches evening classes at the school that sent her.",
            ),
        ),
        (("Days a machine stood still for illness", 41, 2, "days"), ("People leaving in a year, percent", 17, 3, "%")),
        ("My first lesson was for the owner. He was a slow learner and very polite.", "Priya Anand", "Machinist"),
        "Put names on the wall, then fill the gaps.\n"
        "Teach in paid time. It is work.\n"
        "Let the newest person teach in the first month.",
        (34, 12000, 12, "Two paid hours a month for everybody, the owner included."),
        StoryFocus.PEOPLE,
    ),
)
