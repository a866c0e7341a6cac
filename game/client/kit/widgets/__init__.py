"""A thin layer of widgets: they draw, take the pointer and the keys, and know nothing of the game."""

from game.client.kit.widgets.base import Action, Ui, Widget
from game.client.kit.widgets.button import Bars, Button, Chip
from game.client.kit.widgets.field import Field
from game.client.kit.widgets.label import Label
from game.client.kit.widgets.listing import Listing, Row
from game.client.kit.widgets.modal import Modal
from game.client.kit.widgets.notice import Notice
from game.client.kit.widgets.panel import Panel
from game.client.kit.widgets.reading import Reading
from game.client.kit.widgets.scroll import Scroll
from game.client.kit.widgets.tabs import Tabs

__all__ = [
    "Action",
    "Bars",
    "Button",
    "Chip",
    "Field",
    "Label",
    "Listing",
    "Modal",
    "Notice",
    "Panel",
    "Reading",
    "Row",
    "Scroll",
    "Tabs",
    "Ui",
    "Widget",
]
