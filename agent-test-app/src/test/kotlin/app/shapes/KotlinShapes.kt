package app.shapes.kotlin

/** Takes what was sent where. */
fun interface Sent {
  fun flows(to: String, sends: Int)
}

class KotlinConnector(val toActor: String) {
  val fromActor = "shapes"

  fun sendMessage(message: String, times: Int = 1) = println("kotlin $message $times")
}

data class KotlinDataConnector(val fromActor: String, val toActor: String) {
  fun sendMessage(message: String): String = "kotlin data $message"
}

object KotlinObjectConnector {
  val fromActor = "shapes"
  val toActor = "kotlin_object"

  fun sendMessage(message: String) = println("kotlin object $message")
}

interface KotlinDefaultConnector {
  val fromActor: String
    get() = "shapes"

  val toActor: String

  fun sendMessage(message: String) = println("kotlin default $message")
}

class KotlinPipe(override val toActor: String) : KotlinDefaultConnector

class KotlinDelegate(inner: KotlinDefaultConnector) : KotlinDefaultConnector by inner

open class KotlinGenericConnector<T>(val toActor: String) {
  val fromActor = "shapes"

  open fun sendMessage(message: T): T = message
}

class KotlinBridgedConnector : KotlinGenericConnector<Int>("kotlin_bridged") {
  override fun sendMessage(message: Int): Int = message + 1
}

object KotlinShapes {
  @JvmStatic
  fun run(sent: Sent) {
    val plain = KotlinConnector("kotlin")
    plain.sendMessage("a")
    plain.sendMessage("b", 2)
    sent.flows("kotlin", 2)
    println(KotlinDataConnector("shapes", "kotlin_data").sendMessage("a"))
    sent.flows("kotlin_data", 1)
    KotlinObjectConnector.sendMessage("a")
    sent.flows("kotlin_object", 1)
    KotlinPipe("kotlin_default").sendMessage("a")
    sent.flows("kotlin_default", 1)
    KotlinDelegate(KotlinPipe("kotlin_delegate")).sendMessage("a")
    sent.flows("kotlin_delegate", 1)
    val bridged: KotlinGenericConnector<Int> = KotlinBridgedConnector()
    println(bridged.sendMessage(1))
    sent.flows("kotlin_bridged", 1)
    val anonymous =
      object : KotlinDefaultConnector {
        override val toActor = "kotlin_anonymous"
      }
    anonymous.sendMessage("a")
    sent.flows("kotlin_anonymous", 1)
  }
}
