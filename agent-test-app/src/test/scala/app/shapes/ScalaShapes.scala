package app.shapes.scala

/** Takes what was sent where. */
trait Sent {
  def flows(to: String, sends: Int): Unit
}

class ScalaConnector(val toActor: String) {
  val fromActor = "shapes"

  def sendMessage(message: String, times: Int = 1): Unit = println(s"scala $message $times")
}

case class ScalaCaseConnector(fromActor: String, toActor: String) {
  def sendMessage(message: String): String = s"scala case $message"
}

object ScalaObjectConnector {
  val fromActor = "shapes"
  val toActor = "scala_object"

  def sendMessage(message: String): Unit = println(s"scala object $message")
}

trait ScalaTraitConnector {
  def fromActor: String = "shapes"

  def toActor: String

  def sendMessage(message: String): Unit = println(s"scala trait $message")
}

class ScalaPipe(val toActor: String) extends ScalaTraitConnector

trait ScalaLoggingConnector extends ScalaTraitConnector {
  override def sendMessage(message: String): Unit = {
    println(s"scala log $message")
    super.sendMessage(message)
  }
}

class ScalaGenericConnector[T](val toActor: String) {
  val fromActor = "shapes"

  def sendMessage(message: T): T = message
}

class ScalaBridgedConnector extends ScalaGenericConnector[String]("scala_bridged") {
  override def sendMessage(message: String): String = message.reverse
}

class ScalaCurriedConnector {
  private val fromActor = "shapes"
  private[this] val toActor = "scala_curried"

  def sendMessage(message: String)(times: Int): Unit = println(s"$fromActor $toActor $message $times")
}

object ScalaShapes {
  def run(sent: Sent): Unit = {
    val plain = new ScalaConnector("scala")
    plain.sendMessage("a")
    plain.sendMessage("b", 2)
    sent.flows("scala", 2)
    println(ScalaCaseConnector("shapes", "scala_case").sendMessage("a"))
    sent.flows("scala_case", 1)
    ScalaObjectConnector.sendMessage("a")
    sent.flows("scala_object", 1)
    new ScalaPipe("scala_trait").sendMessage("a")
    sent.flows("scala_trait", 1)
    (new ScalaPipe("scala_stacked") with ScalaLoggingConnector).sendMessage("a")
    sent.flows("scala_stacked", 1)
    val bridged: ScalaGenericConnector[String] = new ScalaBridgedConnector
    println(bridged.sendMessage("abc"))
    sent.flows("scala_bridged", 1)
    new ScalaCurriedConnector().sendMessage("a")(2)
    sent.flows("scala_curried", 1)
  }
}
