"""The words a manufacturing prize starts with. Each installation makes them its own in the back office.

The facts follow the executive summary of the MIT Industrial Performance Center's study of manufacturing innovation in
Massachusetts; the sentences are ours.
"""

from prizes.enums import Vocabulary
from prizes.vocabulary_making import CERTIFICATIONS, MATERIALS, PROCESSES
from prizes.words import Word

SUB_INDUSTRIES = (
    Word(
        "aerospace-and-defense",
        "Aerospace and defense",
        "Makers of flying, navigating and detecting equipment, and everybody in their supply chains.",
    ),
    Word(
        "semiconductors-and-computers",
        "Semiconductors and computers",
        "Chips, the machines that make chips, and the computers built from them.",
    ),
    Word(
        "biopharmaceuticals",
        "Biopharmaceuticals",
        "Medicines made by chemistry and by living cells, and the regulated production around them.",
    ),
    Word(
        "medical-devices",
        "Medical devices",
        "Instruments, implants and equipment used on patients, made under medical quality systems.",
    ),
    Word(
        "instruments",
        "Measuring and laboratory instruments",
        "Equipment that measures, analyzes and controls, in the laboratory and on the plant floor.",
    ),
    Word(
        "cross-cutting-manufacturing",
        "Cross-cutting manufacturing",
        "Shops whose processes serve many industries at once and carry know-how from one to the next.",
    ),
    Word(
        "analytical-laboratory-instruments",
        "Analytical laboratory instruments",
        "Instruments that determine what a sample is made of: spectrometers, chromatographs and their kin.",
        "instruments",
    ),
    Word(
        "industrial-process-instruments",
        "Industrial process variable measuring instruments",
        "Sensors and gauges for pressure, flow, temperature and level that keep an industrial process in bounds.",
        "instruments",
    ),
    Word(
        "search-detection-navigation",
        "Search, detection and navigation instruments",
        "Radar, sonar, inertial and guidance equipment for aircraft, ships and vehicles.",
        "aerospace-and-defense",
    ),
    Word(
        "aircraft-engines",
        "Aircraft engines",
        "Engines, engine parts and their repair, where a failed part is not an option.",
        "aerospace-and-defense",
    ),
    Word(
        "semiconductor-machinery",
        "Semiconductor machinery",
        "The equipment on which wafers are made, inspected and handled.",
        "semiconductors-and-computers",
    ),
    Word(
        "semiconductors-and-devices",
        "Semiconductors and related devices",
        "Integrated circuits, power and optical devices, and the packages they come in.",
        "semiconductors-and-computers",
    ),
    Word(
        "electronic-computers",
        "Electronic computers",
        "Computers and their assemblies, from rugged field units to data center hardware.",
        "semiconductors-and-computers",
    ),
    Word(
        "surgical-and-medical-instruments",
        "Surgical and medical instruments",
        "Instruments for surgery, diagnosis and treatment, often in small lots and many variants.",
        "medical-devices",
    ),
    Word(
        "pharmaceutical-preparation",
        "Pharmaceutical preparation",
        "Formulating, filling and finishing medicines under good manufacturing practice.",
        "biopharmaceuticals",
    ),
    Word(
        "machine-shops",
        "Machine shops",
        "Precision parts to a customer's drawing, the supplier base on which many other industries rest.",
        "cross-cutting-manufacturing",
    ),
)

TECHNOLOGIES = (
    Word(
        "digital-manufacturing",
        "Digital manufacturing",
        "Data from machines and parts used to plan, run and improve production.",
    ),
    Word(
        "new-processes", "New processes", "Ways to shape, join and build that were not on the shop floor a decade ago."
    ),
    Word(
        "new-materials-and-devices", "New materials and devices", "What products are made of, when that is the novelty."
    ),
    Word(
        "additive-manufacturing",
        "Additive manufacturing",
        "Parts built up layer by layer from a digital model, for prototypes, tools or series production.",
        "new-processes",
    ),
    Word(
        "robotics",
        "Robotics",
        "Robots and cooperating machines that handle, assemble, inspect or finish.",
        "new-processes",
    ),
    Word(
        "cyber-physical-systems",
        "Cyber-physical systems",
        "Machines, sensors and software that sense the process and steer it as it runs.",
        "digital-manufacturing",
    ),
    Word(
        "integrated-photonics",
        "Integrated circuit photonics",
        "Light and electronics on one chip, and the ways to make, couple and test it.",
        "new-materials-and-devices",
    ),
    Word(
        "advanced-materials",
        "Advanced materials",
        "Composites, ceramics, alloys, coatings and textiles that let a product do what it could not do before.",
        "new-materials-and-devices",
    ),
)

PRACTICES = (
    Word(
        "quality-cost-time", "Quality, cost and time", "What large customers expect of every top supplier, every day."
    ),
    Word(
        "working-together",
        "Working together",
        "Practices that let knowledge flow between a company and those around it.",
    ),
    Word("managing-and-learning", "Managing and learning", "How a company is led, and how its people grow."),
    Word(
        "lean-practice",
        "Lean practice",
        "Waste is found and removed as everybody's daily work. Necessary for world class, and not sufficient.",
        "quality-cost-time",
    ),
    Word(
        "zero-defects",
        "Zero defects",
        "Certified quality with nothing faulty leaving the shop, by prevention rather than inspection.",
        "quality-cost-time",
    ),
    Word(
        "on-time-delivery",
        "On-time delivery",
        "Every order on the promised day, the goal being all of them.",
        "quality-cost-time",
    ),
    Word(
        "short-lead-times",
        "Short lead times and rapid response",
        "Meeting demand that nobody could foresee, without living from stock.",
        "quality-cost-time",
    ),
    Word(
        "yearly-cost-reduction",
        "Yearly cost reduction",
        "Lower prices each year that come from better processes and not from thinner margins.",
        "quality-cost-time",
    ),
    Word(
        "early-supplier-involvement",
        "Early supplier involvement",
        "Supplier and customer engineers design together, before the drawing is fixed.",
        "working-together",
    ),
    Word(
        "strategic-partnership",
        "Strategic supplier partnership",
        "Few partners, long horizons, solutions instead of parts.",
        "working-together",
    ),
    Word(
        "consortium-research",
        "Consortium-based applied research",
        "Pre-competitive projects shared by universities, large manufacturers and small ones.",
        "working-together",
    ),
    Word(
        "work-with-startups",
        "Prototyping and piloting with startups",
        "A manufacturer takes a young company's design from the bench to its first series.",
        "working-together",
    ),
    Word(
        "continual-innovation",
        "Continual product and process innovation",
        "New and better products and processes as a habit with a budget, not as an event.",
        "managing-and-learning",
    ),
    Word(
        "problem-solving-culture",
        "Problem-solving culture",
        "People close to the work find causes and fix them, and are eager to.",
        "managing-and-learning",
    ),
    Word(
        "managerial-infrastructure",
        "Sound managerial infrastructure",
        "Goals, figures and routines that let leaders lead instead of putting out fires.",
        "managing-and-learning",
    ),
    Word(
        "workforce-development",
        "Workforce development",
        "Apprentices, training and careers that make skills grow inside the company.",
        "managing-and-learning",
    ),
)

CAPABILITIES = (
    Word(
        "small-batch-production",
        "Small-batch and niche production",
        "Economical in lots of one to a few hundred, rather than in mass production.",
    ),
    Word(
        "zero-failure-production",
        "Zero-failure production",
        "Products of extreme quality and performance requirements, where not one may fail.",
    ),
    Word(
        "knowledge-intensive-products",
        "Knowledge-intensive products",
        "Products with a high content of knowledge and innovation, their own or a customer's.",
    ),
    Word(
        "prototyping",
        "New and early-stage products and prototyping",
        "From sketch or breadboard to a first working part, with advice on how it can be made.",
    ),
    Word(
        "piloting-and-scale-up",
        "Piloting and scale-up",
        "Pilot series, process qualification and the step to regular production.",
        "prototyping",
    ),
    Word(
        "proprietary-products",
        "Protected proprietary content",
        "Confidential work under agreements that protect a customer's intellectual property.",
    ),
    Word(
        "close-to-market",
        "Production close to the market",
        "Products where being near the user decides: service, changes, transport.",
    ),
    Word(
        "regulated-production",
        "Regulated production in the United States",
        "Products that regulation or security requires to be made here.",
    ),
    Word(
        "customized-quick-turnaround",
        "Customized products with quick turnaround",
        "Made to one customer's need, in days when days matter.",
    ),
    Word(
        "difficult-parts",
        "Difficult-to-manufacture parts",
        "Tight tolerances, hard materials or odd geometry, delivered fast and reliably.",
    ),
    Word(
        "engineering-problem-solving",
        "Engineering and technical problem solving",
        "Engineers who improve a customer's design or process together with the customer.",
    ),
)

ASSISTANCE = (
    Word(
        "process-improvement",
        "Process improvement",
        "Advisers who work on the shop floor with the company's own people: flow, quality, set-up, cost.",
    ),
    Word(
        "lean-assistance",
        "Lean implementation",
        "First value-stream map to daily routine, one company at a time.",
        "process-improvement",
    ),
    Word(
        "certification-assistance",
        "Preparation for certification",
        "Getting ready for the quality certificates that customers require.",
        "process-improvement",
    ),
    Word(
        "supplier-upgrade",
        "Supplier upgrade programs",
        "Several large manufacturers develop the suppliers they share: quality, process, problem solving, training.",
        "process-improvement",
    ),
    Word(
        "workforce-training",
        "Workforce training",
        "Courses, apprenticeships and training grants for people who make things.",
    ),
    Word(
        "technology-and-cluster-development",
        "Strategic technology and cluster development",
        "Programs that prepare a whole industry for what comes in five to ten years.",
    ),
    Word(
        "consortium-grants",
        "Grants for consortium research",
        "Shared funds for applied research by universities, large and small manufacturers together.",
        "technology-and-cluster-development",
    ),
    Word(
        "startup-connections",
        "Connections with startups",
        "Introductions between young companies that need a maker and manufacturers who can prototype and pilot.",
        "technology-and-cluster-development",
    ),
    Word(
        "oem-connections",
        "Beta testing and piloting with large manufacturers",
        "Introductions to large manufacturers that try new technology early.",
        "technology-and-cluster-development",
    ),
    Word(
        "technical-and-engineering-support",
        "Technical and engineering process support",
        "Engineers, laboratories and machines for a product or process that is too new for the company alone.",
    ),
    Word(
        "applied-research-centers",
        "Applied research and development centers",
        "University and public centers that work on the manufacturing problems of today.",
        "technical-and-engineering-support",
    ),
    Word(
        "shared-equipment",
        "Shared equipment and test beds",
        "Machines and test beds to try a new technology on before buying it.",
        "technical-and-engineering-support",
    ),
    Word(
        "managerial-and-professional-education",
        "Managerial and professional education",
        "Courses in leading, planning and managing a manufacturing company.",
    ),
    Word(
        "executive-education",
        "Executive education in operations",
        "Programs of business schools for owners and managers of small manufacturers, often with matching funds.",
        "managerial-and-professional-education",
    ),
    Word(
        "marketing-assistance",
        "Marketing",
        "Help with finding customers, entering markets and telling what the company can do.",
    ),
    Word(
        "capability-directories",
        "Capability directories and matchmaking",
        "Listings and events that make a small manufacturer's capabilities findable.",
        "marketing-assistance",
    ),
)

WORDS = {
    Vocabulary.SUB_INDUSTRY: SUB_INDUSTRIES,
    Vocabulary.TECHNOLOGY: TECHNOLOGIES,
    Vocabulary.PRACTICE: PRACTICES,
    Vocabulary.CAPABILITY: CAPABILITIES,
    Vocabulary.ASSISTANCE: ASSISTANCE,
    Vocabulary.PROCESS: PROCESSES,
    Vocabulary.MATERIAL: MATERIALS,
    Vocabulary.CERTIFICATION: CERTIFICATIONS,
}
